using System.Collections.Frozen;
using RxOfctl.Protocol.Onf;

namespace RxOfctl.Protocol.Text;

/// <summary>
/// The names of fields, those of the specification and those of <c>ovs-ofctl</c>. Several definitions have the same name where Open vSwitch
/// or the ONF had a field before the specification: which of them is meant depends on the version, and in the actions of Nicira it is
/// Nicira's own.
/// </summary>
internal static class FieldNames
{
    private const int PacketRegisters = 128;

    /// <summary>All fields that this library knows, those of the specification first.</summary>
    public static IReadOnlyList<OxmType> All => Known;

    private static readonly OxmType[] Known =
    [
        .. Oxm.All, .. Enumerable.Range(0, PacketRegisters).Select(Oxm.PacketReg), .. OnfOxm.All, .. Nxm.All, .. NxOxm.All, .. Nsh.All,
        .. EricOxm.All, .. TunMetadataType.All,
    ];

    // Those of Nicira that are the same as one of the specification.
    private static readonly FrozenDictionary<OxmType, OxmType> Specified =
        OxmAliases.Twins.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

    // Those of the ONF that came into the specification later.
    private static readonly FrozenDictionary<OxmType, OxmType> Adopted = new Dictionary<OxmType, OxmType>
    {
        [OnfOxm.ActsetOutput] = Oxm.ActsetOutput,
        [OnfOxm.TcpFlags] = Oxm.TcpFlags,
    }.ToFrozenDictionary();

    // Their names mean others in matches.
    private static readonly OxmType[] OnlyByHeader = [Nxm.InPort, NxOxm.DpHash, Nxm.IpTos, Nxm.VlanTci];

    private static readonly FrozenDictionary<string, string> Aliases = new Dictionary<string, string>
    {
        ["ip_src"] = "nw_src",
        ["ip_dst"] = "nw_dst",
        ["nsp"] = "nsh_spi",
        ["nsi"] = "nsh_si",
        ["nshc1"] = "nsh_c1",
        ["nshc2"] = "nsh_c2",
        ["nshc3"] = "nsh_c3",
        ["nshc4"] = "nsh_c4",
        ["in_port_oxm"] = "in_port",
        ["tunnel_id"] = "tun_id",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, OxmType> Set = new Dictionary<string, OxmType>
    {
        ["in_port"] = Nxm.InPort,
        ["nw_tos"] = Nxm.IpTos,
        ["vlan_tci"] = Nxm.VlanTci,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    // In the order in which they are preferred.
    private static readonly FrozenDictionary<string, OxmType[]> ByName = Known
        .SelectMany(type => new[] { (type.Name, Type: type), (Name: type.ShortName, Type: type) })
        .Distinct()
        .GroupBy(pair => pair.Name, pair => pair.Type, StringComparer.OrdinalIgnoreCase)
        .ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, OxmType> ByHeader = Known.ToFrozenDictionary(Header, StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The field that a name means in a version, or null. Where the version does not say it is the specification's, then the ONF's, then
    /// Nicira's.
    /// </summary>
    public static OxmType? Find(TextPart name, OpenFlowVersion version)
    {
        if (Candidates(name) is not { } candidates)
            return null;
        return Array.Find(candidates, type => IsOf(type, version)) ?? Array.Find(candidates, type => IsSince(type.From, version))
            ?? candidates[0];
    }

    /// <summary>
    /// The field that a name means where it is set, or null. Some that are others in a match are Nicira's there: a port of 16 bits, all of
    /// the type of service, all of a VLAN tag.
    /// </summary>
    public static OxmType? FindToSet(TextPart name, OpenFlowVersion version) =>
        Set.GetValueOrDefault(name.ToString()) ?? Find(name, version) ?? FindHeader(name);

    /// <summary>
    /// The field that a name means in the actions of Nicira, or null. The names of headers, as NXM_OF_ETH_SRC, are names of fields too.
    /// </summary>
    public static OxmType? FindForNicira(TextPart name)
    {
        if (ByHeader.TryGetValue(name.ToString(), out var type))
            return OxmAliases.Twins.GetValueOrDefault(type, type);
        return Candidates(name) is { } candidates ? Array.Find(candidates, IsNicira) ?? Nicira(candidates[0]) : null;
    }

    /// <summary>The field that has the name of a header exactly, as OXM_OF_ETH_SRC, or null.</summary>
    public static OxmType? FindHeader(TextPart name) => ByHeader.GetValueOrDefault(name.ToString());

    /// <summary>The field of the specification that is the same as one of Nicira's or of the ONF, or the field itself.</summary>
    public static OxmType ToSpecified(OxmType type, OpenFlowVersion version) =>
        (Specified.TryGetValue(type, out var specified) || Adopted.TryGetValue(type, out specified)) && IsOf(specified, version)
            ? specified
            : type;

    /// <summary>The name of a field's header: OXM_OF_ETH_SRC, NXM_OF_ETH_SRC. No two fields have the same.</summary>
    public static string Header(OxmType type) => (type.Class, type.Experimenter) switch
    {
        (OxmClass.PacketRegs, _) => $"OXM_OF_PKT_REG{type.Field}",
        (OxmClass.OpenFlowBasic, _) => "OXM_OF_" + type.Name.ToUpperInvariant(),
        (OxmClass.Experimenter, OnfExperimenter.Id) => "ONFOXM_ET_" + type.Name.ToUpperInvariant(),
        _ => type.SubfieldName!,
    };

    /// <summary>True if a field's own name means it, in one version at least, so that it need not be written by its header.</summary>
    public static bool IsPlain(OxmType type) => !type.IsUnknown && !Specified.ContainsKey(type) && Array.IndexOf(OnlyByHeader, type) < 0;

    /// <summary>The name of a field in actions: its own, where that means it in one version at least, or its header's.</summary>
    public static string InActions(OxmType type)
    {
        var name = type.ShortName switch
        {
            "dl_dst" => "eth_dst",
            "dl_src" => "eth_src",
            "dl_type" => "eth_type",
            "dl_vlan_pcp" => "vlan_pcp",
            "nw_src" => "ip_src",
            "nw_dst" => "ip_dst",
            "nw_frag" => "ip_frag",
            var other => other,
        };
        if (type.Equals(Oxm.InPort))
            return "in_port_oxm";
        return Array.Exists(Enum.GetValues<OpenFlowVersion>(), version => FindToSet(new(name), version)?.Equals(type) == true)
            ? name
            : Header(type);
    }

    private static OxmType[]? Candidates(TextPart name)
    {
        var word = name.ToString();
        return ByName.GetValueOrDefault(Aliases.GetValueOrDefault(word, word));
    }

    private static bool IsNicira(OxmType type) => type.Class is OxmClass.Nxm0 or OxmClass.Nxm1;

    private static OxmType Nicira(OxmType type) => OxmAliases.Twins.GetValueOrDefault(type, type);

    // The ONF's came with 1.3; those of Nicira and others there are in every version.
    private static bool IsOf(OxmType type, OpenFlowVersion version) =>
        IsSince(type.Experimenter == OnfExperimenter.Id ? OpenFlowVersion.OpenFlow13 : type.From, version);

    private static bool IsSince(OpenFlowVersion first, OpenFlowVersion version) =>
        first <= (version < OpenFlowVersion.OpenFlow12 ? OpenFlowVersion.OpenFlow12 : version);
}
