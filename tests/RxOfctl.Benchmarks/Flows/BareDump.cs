using System.Buffers.Binary;
using System.Diagnostics;
using System.Net.Sockets;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Benchmarks.Flows;

/// <summary>Reads the flows of a bridge as bytes and decodes none: no client that compares flows with what is there can be faster.</summary>
internal static class BareDump
{
    private const int HeaderLength = 8;
    private const byte MultipartReply = 19;

    /// <param name="path">The socket of the bridge, on which <c>ovs-ofctl</c> connects to it.</param>
    public static Cost Run(string path)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(path));
        socket.Send(OpenFlowCodec.Encode(Hello.Of([OpenFlowVersion.OpenFlow14]), OpenFlowVersion.OpenFlow14, xid: 1));
        var (start, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        socket.Send(OpenFlowCodec.Encode(new FlowStatsRequest(), OpenFlowVersion.OpenFlow14, xid: 2));
        var buffer = new byte[1 << 18];
        for (var length = 0; ;)
        {
            var received = socket.Receive(buffer.AsSpan(length));
            if (received == 0)
                throw new InvalidOperationException("Open vSwitch closed the connection.");
            length += received;
            var unread = buffer.AsSpan(0, length);
            while (unread.Length >= HeaderLength && BinaryPrimitives.ReadUInt16BigEndian(unread[2..]) is var size && unread.Length >= size)
            {
                // The flags say whether another part follows.
                if (unread[1] == MultipartReply && unread[11] == 0)
                    return new(Stopwatch.GetElapsedTime(start).TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds, 0);
                unread = unread[size..];
            }

            unread.CopyTo(buffer);
            length = unread.Length;
        }
    }
}
