namespace RxOfctl.Protocol.Text;

/// <summary>
/// The VLAN tag of a match. To <c>ovs-ofctl</c> it is one field of 16 bits, <c>vlan_tci</c>: id in the lower 12, then one that says that
/// there is a tag, then the priority; <c>dl_vlan</c>, <c>vlan_vid</c> and <c>dl_vlan_pcp</c> are parts of it.
/// </summary>
internal struct VlanText
{
    private const int IdMask = 0x0fff;
    private const int Present = 0x1000;
    private const int VidMask = IdMask | Present;
    private const int PcpShift = 13;
    private const int PcpMask = 7 << PcpShift;
    private const int None = 0xffff;

    private int _value;
    private int _mask;

    /// <summary>The tag of a value of <c>vlan_tci</c> and its mask.</summary>
    public static VlanText OfTci(ushort value, ushort mask) => new() { _value = value & mask, _mask = mask };

    /// <summary>Takes one of the words for the tag and its value.</summary>
    /// <returns>False if the word is none of these.</returns>
    public bool TryRead(TextPart key, TextPart value)
    {
        switch (key.ToString())
        {
            case "dl_vlan":
                // 0xffff is packets without a tag. Of other numbers Open vSwitch takes 12 bits.
                var id = value.ReadUInt16("dl_vlan");
                if (id == None)
                    Set(0, VidMask | PcpMask);
                else
                    Set((id & IdMask) | Present, VidMask);
                return true;
            case "dl_vlan_pcp" or "vlan_pcp":
                Set((value.ReadByte($"{key}", 7) << PcpShift) | Present, PcpMask | Present);
                return true;
            case "vlan_vid":
                var hasMask = value.TrySplit("/", out var vid, out var mask);
                var number = vid.ReadUInt16("vlan_vid", VidMask);
                Set(number, hasMask ? mask.ReadUInt16("the mask of vlan_vid", VidMask) : number == 0 ? VidMask | PcpMask : VidMask);
                return true;
            case "vlan_tci":
                hasMask = value.TrySplit("/", out var tci, out mask);
                Set(tci.ReadUInt16("vlan_tci"), hasMask ? mask.ReadUInt16("the mask of vlan_tci") : None);
                // A priority is matched wholly or not at all.
                if ((_mask & PcpMask) != 0)
                    _mask |= PcpMask;
                return true;
            default:
                return false;
        }
    }

    /// <summary>The fields that the tag is.</summary>
    /// <param name="fields">To what they are added.</param>
    /// <param name="is10">True for OpenFlow 1.0, which has a priority without saying that there is a tag.</param>
    public readonly void AddTo(List<OxmField> fields, bool is10 = false)
    {
        var (vid, mask) = (_value & VidMask, _mask & VidMask);
        if (is10 && mask == Present && (_mask & PcpMask) != 0)
            mask = 0;
        if (mask == VidMask)
            fields.Add(OxmField.Exact(Oxm.VlanVid, (uint)vid));
        else if (mask != 0)
            fields.Add(OxmField.Masked(Oxm.VlanVid, (uint)vid, (uint)mask));

        // A packet without a tag has no priority, of which Open vSwitch says in 1.0 that it is 0.
        if ((_mask & PcpMask) != 0 && (vid != 0 || is10))
            fields.Add(OxmField.Exact(Oxm.VlanPcp, (uint)(_value >> PcpShift)));
    }

    /// <summary>The words for a tag of which the id, or a part of it, is known, and perhaps the priority.</summary>
    public static string Of(in OxmField vid, byte? pcp, Wording wording)
    {
        var value = (int)vid.Number;
        var mask = vid.HasMask ? (int)vid.Mask : VidMask;
        // Before OpenFlow 1.2 such a packet has no other bits.
        if (wording.IsBefore12 && mask == VidMask && value == 0 && pcp is null or 0)
            return "vlan_tci=0x0000";
        if (mask == VidMask && value >= Present)
            return pcp is null ? $"dl_vlan={value & IdMask}" : $"dl_vlan={value & IdMask},dl_vlan_pcp={pcp}";
        if (mask == Present && value == Present && pcp is not null)
            return $"dl_vlan_pcp={pcp}";
        var (tci, tciMask) = pcp is null ? (value, mask) : (value | (pcp.Value << PcpShift), mask | PcpMask);
        return tciMask == None ? $"vlan_tci=0x{tci:x4}" : $"vlan_tci=0x{tci:x4}/0x{tciMask:x4}";
    }

    private void Set(int value, int mask)
    {
        _value = (_value & ~mask) | (value & mask);
        _mask |= mask;
    }
}
