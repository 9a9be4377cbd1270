using System.Buffers.Binary;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Onf;

namespace RxOfctl.Sessions;

/// <summary>The ONF's role status of OpenFlow 1.3 as the one of OpenFlow 1.4, of which it is a copy: apps see one message in all versions.</summary>
internal static class RoleStatusTranslation
{
    // Where a header says its length (OpenFlow 1.3.5 §7.1).
    private const int LengthOffset = 2;

    /// <returns>The same with the same values; the message itself if its properties are none that 1.4 knows how to read.</returns>
    public static OpenFlowMessage Translate(OnfRoleStatus status)
    {
        var same = new RoleStatus { Role = status.Role, Reason = (RoleStatusReason)status.Reason, GenerationId = status.GenerationId };
        if (status.Properties.IsEmpty)
            return same;
        byte[] frame = [.. OpenFlowCodec.Encode(same, OpenFlowVersion.OpenFlow14, 0), .. status.Properties.Span];
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(LengthOffset), (ushort)frame.Length);
        try
        {
            return OpenFlowCodec.Decode(frame, out _);
        }
        catch (OpenFlowDecodeException)
        {
            return status;
        }
    }
}
