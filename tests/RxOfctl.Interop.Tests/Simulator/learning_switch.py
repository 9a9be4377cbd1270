"""A learning switch for os-ken, of every version that os-ken speaks but 1.1."""
from os_ken.base import app_manager
from os_ken.controller import ofp_event
from os_ken.controller.handler import CONFIG_DISPATCHER, MAIN_DISPATCHER, set_ev_cls
from os_ken.lib.packet import ethernet, packet
from os_ken.ofproto import ofproto_v1_0, ofproto_v1_2, ofproto_v1_3, ofproto_v1_4, ofproto_v1_5


class LearningSwitch(app_manager.OSKenApp):
    OFP_VERSIONS = [version.OFP_VERSION for version in (
        ofproto_v1_0, ofproto_v1_2, ofproto_v1_3, ofproto_v1_4, ofproto_v1_5)]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.ports = {}

    @set_ev_cls(ofp_event.EventOFPSwitchFeatures, CONFIG_DISPATCHER)
    def on_features(self, event):
        datapath = event.msg.datapath
        protocol, parser = datapath.ofproto, datapath.ofproto_parser
        if protocol.OFP_VERSION >= ofproto_v1_3.OFP_VERSION:
            self.add_flow(datapath, 0, parser.OFPMatch(), parser.OFPActionOutput(protocol.OFPP_CONTROLLER, 0xffff))

    @set_ev_cls(ofp_event.EventOFPPacketIn, MAIN_DISPATCHER)
    def on_packet_in(self, event):
        message, datapath = event.msg, event.msg.datapath
        protocol, parser = datapath.ofproto, datapath.ofproto_parser
        is_10 = protocol.OFP_VERSION == ofproto_v1_0.OFP_VERSION
        in_port = message.in_port if is_10 else message.match['in_port']
        header = packet.Packet(message.data).get_protocol(ethernet.ethernet)
        ports = self.ports.setdefault(datapath.id, {})
        ports[header.src] = in_port
        output = parser.OFPActionOutput(ports.get(header.dst, protocol.OFPP_FLOOD))
        if header.dst in ports:
            destination = {'dl_dst' if is_10 else 'eth_dst': header.dst}
            self.add_flow(datapath, 1, parser.OFPMatch(in_port=in_port, **destination), output)
        arguments = {'buffer_id': protocol.OFP_NO_BUFFER, 'actions': [output], 'data': message.data}
        if protocol.OFP_VERSION == ofproto_v1_5.OFP_VERSION:
            arguments['match'] = parser.OFPMatch(in_port=in_port)
        else:
            arguments['in_port'] = in_port
        datapath.send_msg(parser.OFPPacketOut(datapath, **arguments))

    def add_flow(self, datapath, priority, match, action):
        protocol, parser = datapath.ofproto, datapath.ofproto_parser
        if protocol.OFP_VERSION == ofproto_v1_0.OFP_VERSION:
            flow = parser.OFPFlowMod(datapath, match, command=protocol.OFPFC_ADD, priority=priority, actions=[action])
        else:
            apply = parser.OFPInstructionActions(protocol.OFPIT_APPLY_ACTIONS, [action])
            flow = parser.OFPFlowMod(
                datapath, match=match, priority=priority, instructions=[apply], command=protocol.OFPFC_ADD, table_id=0,
                out_port=protocol.OFPP_ANY, out_group=protocol.OFPG_ANY, buffer_id=protocol.OFP_NO_BUFFER)
        datapath.send_msg(flow)
