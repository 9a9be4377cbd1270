namespace RxOfctl.Protocol;

/// <summary>
/// A version of the OpenFlow protocol, by the number it has in the first byte of every message (<c>ofp_header.version</c>).
/// </summary>
public enum OpenFlowVersion : byte
{
    /// <summary>OpenFlow 1.0, wire version 0x01.</summary>
    OpenFlow10 = 0x01,

    /// <summary>OpenFlow 1.1, wire version 0x02.</summary>
    OpenFlow11 = 0x02,

    /// <summary>OpenFlow 1.2, wire version 0x03.</summary>
    OpenFlow12 = 0x03,

    /// <summary>OpenFlow 1.3, wire version 0x04.</summary>
    OpenFlow13 = 0x04,

    /// <summary>OpenFlow 1.4, wire version 0x05.</summary>
    OpenFlow14 = 0x05,

    /// <summary>OpenFlow 1.5, wire version 0x06.</summary>
    OpenFlow15 = 0x06,
}

/// <summary>What is said of a version.</summary>
public static class OpenFlowVersionExtensions
{
    /// <summary>The version as people write it: <c>OpenFlow 1.3</c>; an undefined wire version is shown in hexadecimal.</summary>
    public static string ToText(this OpenFlowVersion version) =>
        version is >= OpenFlowVersion.OpenFlow10 and <= OpenFlowVersion.OpenFlow15
            ? $"OpenFlow 1.{(byte)version - 1}"
            : $"OpenFlow wire version 0x{(byte)version:x2}";
}
