"""What RequestHost.cs does, with os-ken's ofctl."""
import json
import os
import resource
import time

from os_ken.app.ofctl import api
from os_ken.base import app_manager
from os_ken.lib import hub
from os_ken.ofproto import ofproto_v1_3

FLOWS = 1000


class Requests(app_manager.OSKenApp):
    OFP_VERSIONS = [ofproto_v1_3.OFP_VERSION]

    def start(self):
        super().start()
        return hub.spawn(self.run)

    def run(self):
        datapaths = []
        while not datapaths:
            hub.sleep(0.05)
            datapaths = api.get_datapath(self) or []
        datapath = datapaths[0]
        for flow in range(FLOWS):
            self.flow_mod(datapath, flow)
        for workload in os.environ['WORKLOADS'].split(','):
            kind, in_flight = workload.split(':')
            self.measure(datapath, kind, int(in_flight))

    def flow_mod(self, datapath, flow):
        protocol, parser = datapath.ofproto, datapath.ofproto_parser
        apply = parser.OFPInstructionActions(protocol.OFPIT_APPLY_ACTIONS, [parser.OFPActionOutput(2)])
        api.send_msg(self, parser.OFPFlowMod(
            datapath, match=parser.OFPMatch(in_port=flow + 1), priority=1, instructions=[apply]))

    def flow_stats(self, datapath, _):
        parser = datapath.ofproto_parser
        parts = api.send_msg(
            self, parser.OFPFlowStatsRequest(datapath), reply_cls=parser.OFPFlowStatsReply, reply_multi=True)
        assert sum(len(part.body) for part in parts) == FLOWS

    def measure(self, datapath, kind, in_flight):
        ask = self.flow_mod if kind == 'flow-mod' else self.flow_stats
        latencies = []

        def work(turn):
            while True:
                asked = time.monotonic()
                ask(datapath, turn % FLOWS)
                latencies.append(time.monotonic() - asked)
                turn += 1

        workers = [hub.spawn(work, index) for index in range(in_flight)]
        hub.sleep(float(os.environ['WARM_UP']))
        latencies.clear()
        start, cpu = time.monotonic(), cpu_seconds()
        hub.sleep(float(os.environ['SECONDS']))
        elapsed, cpu = time.monotonic() - start, cpu_seconds() - cpu
        result = sorted(latencies) or [0.0]
        print(json.dumps({
            'PerSecond': len(latencies) / elapsed,
            'P50': 1e6 * result[len(result) // 2],
            'P99': 1e6 * result[len(result) * 99 // 100],
            'Cpu': cpu / elapsed}), flush=True)
        for worker in workers:
            hub.kill(worker)


def cpu_seconds():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


app_manager.require_app('os_ken.app.ofctl.service')
