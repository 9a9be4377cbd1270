"""
What os-ken's ofctl library, which Ryu's ofctl_rest calls, makes of commands and requests.

When the datapaths 0xa1 and 0xa2 are connected, it carries out the commands of COMMANDS_FILE, a list of [kind, command, body], on 0xa2, makes
all requests to 0xa1, and writes the answers to ANSWERS_FILE, with the time that one dump of the flows takes.
"""
import json
import os
import time

from os_ken.base import app_manager
from os_ken.controller import ofp_event
from os_ken.controller.handler import MAIN_DISPATCHER, set_ev_cls
from os_ken.lib import hub, ofctl_v1_0, ofctl_v1_3
from os_ken.ofproto import ofproto_v1_0, ofproto_v1_3

READ, WRITTEN = 0xa1, 0xa2
REPLIES = [getattr(ofp_event, 'EventOFP' + name) for name in (
    'StatsReply', 'DescStatsReply', 'FlowStatsReply', 'AggregateStatsReply', 'TableStatsReply', 'TableFeaturesStatsReply', 'PortStatsReply',
    'QueueStatsReply', 'MeterStatsReply', 'MeterFeaturesStatsReply', 'MeterConfigStatsReply', 'GroupStatsReply', 'GroupFeaturesStatsReply',
    'GroupDescStatsReply', 'PortDescStatsReply', 'QueueGetConfigReply', 'RoleReply', 'SwitchFeatures')]


class Ofctl(app_manager.OSKenApp):
    OFP_VERSIONS = [ofproto_v1_0.OFP_VERSION, ofproto_v1_3.OFP_VERSION]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.datapaths = {}
        self.waiters = {}

    @set_ev_cls(ofp_event.EventOFPStateChange, MAIN_DISPATCHER)
    def on_state(self, ev):
        self.datapaths[ev.datapath.id] = ev.datapath
        if {READ, WRITTEN} <= self.datapaths.keys():
            hub.spawn(self.run)

    @set_ev_cls(REPLIES, MAIN_DISPATCHER)
    def on_reply(self, ev):
        message = ev.msg
        waiting = self.waiters.get(message.datapath.id, {}).get(message.xid)
        if waiting is None:
            return
        done, messages = waiting
        messages.append(message)
        if getattr(message, 'flags', 0) & 1:
            return
        del self.waiters[message.datapath.id][message.xid]
        done.set()

    def run(self):
        datapath = self.datapaths[READ]
        is_10 = datapath.ofproto.OFP_VERSION == ofproto_v1_0.OFP_VERSION
        ofctl = ofctl_v1_0 if is_10 else ofctl_v1_3
        with open(os.environ['COMMANDS_FILE']) as file:
            for kind, command, body in json.load(file):
                self.command(ofctl, self.datapaths[WRITTEN], kind, command, body)

        names = ['desc', 'flow', 'aggregateflow', 'table', 'port', 'portdesc', 'queue']
        if not is_10:
            names += ['tablefeatures', 'queueconfig', 'group', 'groupdesc', 'groupfeatures', 'meter', 'meterconfig', 'meterfeatures', 'role']
        functions = {'desc': 'desc_stats', 'flow': 'flow_stats', 'aggregateflow': 'aggregate_flow_stats', 'table': 'table_stats',
                     'port': 'port_stats', 'portdesc': 'port_desc', 'queue': 'queue_stats', 'tablefeatures': 'table_features',
                     'queueconfig': 'queue_config', 'group': 'group_stats', 'groupdesc': 'group_desc', 'groupfeatures': 'group_features',
                     'meter': 'meter_stats', 'meterconfig': 'meter_config', 'meterfeatures': 'meter_features', 'role': 'role'}
        answers = {name: getattr(ofctl, 'get_' + functions[name])(datapath, self.waiters) for name in names}
        # All of its 254 tables are the same.
        if 'tablefeatures' in answers:
            answers['tablefeatures'] = {dpid: tables[:2] for dpid, tables in answers['tablefeatures'].items()}
        start = time.monotonic()
        json.dumps(ofctl.get_flow_stats(datapath, self.waiters))
        answers['seconds'] = time.monotonic() - start
        # A dump of what was written is answered after the commands were carried out.
        answers['written'] = ofctl.get_flow_stats(self.datapaths[WRITTEN], self.waiters)
        file_name = os.environ['ANSWERS_FILE']
        with open(file_name + '.new', 'w') as file:
            json.dump(answers, file)
        os.rename(file_name + '.new', file_name)

    @staticmethod
    def command(ofctl, datapath, kind, command, body):
        ofproto = datapath.ofproto
        if kind == 'flowentry':
            ofctl.mod_flow_entry(datapath, body, getattr(ofproto, 'OFPFC_' + command.upper()))
        elif kind == 'groupentry':
            ofctl.mod_group_entry(datapath, body, getattr(ofproto, 'OFPGC_' + command.upper()))
        elif kind == 'meterentry':
            ofctl.mod_meter_entry(datapath, body, getattr(ofproto, 'OFPMC_' + command.upper()))
