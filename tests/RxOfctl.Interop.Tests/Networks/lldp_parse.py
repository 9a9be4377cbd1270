"""Prints the datapath id and the port number that os-ken's topology reads from each LLDP frame, which are given as hexadecimal digits."""
import sys

from os_ken.topology.switches import LLDPPacket

for frame in sys.argv[1:]:
    print(*LLDPPacket.lldp_parse(bytes.fromhex(frame)))
