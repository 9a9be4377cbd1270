"""A network of mininet, for MininetNetwork.cs: mininet_network.py DIRECTORY NETWORK, as root, in namespaces of its own.

Reads commands from the standard input, one a line, and answers each with a line of JSON. It ends with its input. DIRECTORY is Open vSwitch's
run directory and begins empty.
"""
import functools
import json
import os
import subprocess
import sys
import time

from mininet.log import setLogLevel
from mininet.net import Mininet
from mininet.node import OVSSwitch
from mininet.topo import Topo
from mininet.topolib import TreeTopo


class RingTopo(Topo):
    def build(self, count):
        for i in range(1, count + 1):
            self.addLink(self.addHost('h%d' % i), self.addSwitch('s%d' % i))
        for i in range(1, count + 1):
            self.addLink('s%d' % i, 's%d' % (i % count + 1))


def start_open_vswitch(directory):
    for name in ('OVS_RUNDIR', 'OVS_DBDIR', 'OVS_LOGDIR', 'OVS_SYSCONFDIR'):
        os.environ[name] = directory
    database = 'unix:%s/db.sock' % directory
    subprocess.check_call(['ovsdb-tool', 'create', directory + '/conf.db', '/usr/share/openvswitch/vswitch.ovsschema'])
    subprocess.Popen(['ovsdb-server', '--remote=p' + database, '--unixctl=none', '-vconsole:off', directory + '/conf.db'], stdin=subprocess.DEVNULL)
    while not os.path.exists(directory + '/db.sock'):
        time.sleep(0.01)
    subprocess.check_call(['ovs-vsctl', '--no-wait', 'init'])
    subprocess.Popen(['ovs-vswitchd', '--unixctl=none', '--disable-system', '-vconsole:off', database], stdin=subprocess.DEVNULL)


def links(net):
    """Both directions of each link between switches: [dpid, port, dpid, port]."""
    found = []
    for link in net.links:
        ends = [(int(each.node.dpid, 16), each.node.ports[each]) for each in (link.intf1, link.intf2) if isinstance(each.node, OVSSwitch)]
        if len(ends) == 2:
            found += [[*ends[0], *ends[1]], [*ends[1], *ends[0]]]
    return sorted(found)


def start_os_ken(directory, app):
    environment = dict(os.environ, LINKS_FILE=directory + '/os-ken-links')
    log = open(directory + '/os-ken.log', 'w')
    subprocess.Popen(
        ['osken-manager', '--observe-links', '--ofp-listen-host', '127.0.0.1', '--ofp-tcp-listen-port', '6653', app],
        env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log)


def os_ken_links(directory):
    try:
        with open(directory + '/os-ken-links') as file:
            return json.load(file)
    except FileNotFoundError:
        return []


def main(directory, network):
    setLogLevel('error')
    subprocess.check_call(['ip', 'link', 'set', 'lo', 'up'])
    start_open_vswitch(directory)
    topo = {'tree,2,3': lambda: TreeTopo(depth=2, fanout=3), 'ring,4': lambda: RingTopo(4)}[network]()
    switch = functools.partial(OVSSwitch, datapath='user', failMode='secure', protocols='OpenFlow13')
    net = Mininet(topo, switch=switch, controller=None, autoSetMacs=True)
    net.start()
    print(json.dumps('ready'), flush=True)
    for line in sys.stdin:
        command, *arguments = line.split()
        answer = None
        if command == 'controller':
            for each in net.switches:
                subprocess.check_call(['ovs-vsctl', 'set-controller', each.name, arguments[0]])
        elif command == 'links':
            answer = links(net)
        elif command == 'link':
            net.configLinkStatus(*arguments)
        elif command == 'ping':
            asker, asked = (net.get(name) for name in arguments)
            answer = asker.cmd('ping -c 1 -W 1 %s >/dev/null; echo $?' % asked.IP()).strip() == '0'
        elif command == 'os-ken':
            start_os_ken(directory, arguments[0])
        elif command == 'os-ken-links':
            answer = os_ken_links(directory)
        else:
            raise ValueError(line)
        print(json.dumps(answer), flush=True)


main(*sys.argv[1:])
