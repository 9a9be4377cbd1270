"""Writes the links that os-ken's own topology finds to the file that LINKS_FILE names: [dpid, port, dpid, port] of each direction."""
import json
import os

from os_ken.base import app_manager
from os_ken.lib import hub
from os_ken.ofproto import ofproto_v1_3
from os_ken.topology import api


class Links(app_manager.OSKenApp):
    OFP_VERSIONS = [ofproto_v1_3.OFP_VERSION]

    def start(self):
        super().start()
        return hub.spawn(self.write)

    def write(self):
        name = os.environ['LINKS_FILE']
        while True:
            found = sorted([link.src.dpid, link.src.port_no, link.dst.dpid, link.dst.port_no] for link in api.get_all_link(self))
            with open(name + '.new', 'w') as file:
                json.dump(found, file)
            os.rename(name + '.new', name)
            hub.sleep(0.2)
