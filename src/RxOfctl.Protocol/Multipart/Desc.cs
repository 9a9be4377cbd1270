namespace RxOfctl.Protocol.Multipart;

/// <summary>Asks the datapath to describe itself (OFPMP_DESC, OpenFlow 1.3.5 §7.3.5.1).</summary>
[WireCode(0)]
public sealed partial record DescRequest : MultipartRequest, IOpenFlowRequest<DescReply>;

/// <summary>
/// What the datapath says of itself (OFPMP_DESC; <c>ofp_desc</c>, OpenFlow 1.3.5 §7.3.5.1; <c>ofp_desc_stats</c> before).
/// </summary>
[WireCode(0)]
public sealed partial record DescReply : MultipartReply
{
    /// <summary>The manufacturer, at most 256 characters.</summary>
    [Field(Length = 256)]
    public string MfrDesc { get; init; } = "";

    /// <summary>The hardware, at most 256 characters.</summary>
    [Field(Length = 256)]
    public string HwDesc { get; init; } = "";

    /// <summary>The software, at most 256 characters.</summary>
    [Field(Length = 256)]
    public string SwDesc { get; init; } = "";

    /// <summary>The serial number, at most 32 characters.</summary>
    [Field(Length = 32)]
    public string SerialNum { get; init; } = "";

    /// <summary>The datapath, for people, at most 256 characters.</summary>
    [Field(Length = 256)]
    public string DpDesc { get; init; } = "";
}
