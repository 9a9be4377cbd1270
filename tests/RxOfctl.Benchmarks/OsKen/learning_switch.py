"""The learning switch of LearningSwitch.cs for os-ken: one message answers each packet-in."""
from os_ken.base import app_manager
from os_ken.controller import ofp_event
from os_ken.controller.handler import MAIN_DISPATCHER, set_ev_cls
from os_ken.lib.packet import ethernet, packet
from os_ken.ofproto import ofproto_v1_0, ofproto_v1_3


class LearningSwitch(app_manager.OSKenApp):
    OFP_VERSIONS = [ofproto_v1_0.OFP_VERSION, ofproto_v1_3.OFP_VERSION]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.ports = {}

    @set_ev_cls(ofp_event.EventOFPPacketIn, MAIN_DISPATCHER)
    def on_packet_in(self, event):
        message, datapath = event.msg, event.msg.datapath
        protocol, parser = datapath.ofproto, datapath.ofproto_parser
        is_10 = protocol.OFP_VERSION == ofproto_v1_0.OFP_VERSION
        in_port = message.in_port if is_10 else message.match['in_port']
        header = packet.Packet(message.data).get_protocol(ethernet.ethernet)
        ports = self.ports.setdefault(datapath.id, {})
        ports[header.src] = in_port
        port = ports.get(header.dst)
        if port is None:
            actions = [parser.OFPActionOutput(protocol.OFPP_FLOOD)]
            data = message.data if message.buffer_id == protocol.OFP_NO_BUFFER else None
            datapath.send_msg(parser.OFPPacketOut(datapath, message.buffer_id, in_port, actions, data))
        elif is_10:
            match = parser.OFPMatch(in_port=in_port, dl_dst=header.dst)
            datapath.send_msg(parser.OFPFlowMod(
                datapath, match, command=protocol.OFPFC_ADD, priority=1, idle_timeout=60, buffer_id=message.buffer_id,
                actions=[parser.OFPActionOutput(port)]))
        else:
            match = parser.OFPMatch(in_port=in_port, eth_dst=header.dst)
            apply = parser.OFPInstructionActions(protocol.OFPIT_APPLY_ACTIONS, [parser.OFPActionOutput(port)])
            datapath.send_msg(parser.OFPFlowMod(
                datapath, match=match, priority=1, idle_timeout=60, buffer_id=message.buffer_id, instructions=[apply]))
