using System.Buffers.Binary;
using System.Reactive.Concurrency;
using RxOfctl.Connections;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Recording;

namespace RxOfctl.Benchmarks.Recordings;

/// <summary>
/// A recording of a day: a switch of OpenFlow 1.3 sends packet-ins, evenly over the day, and the app answers each. Other switches have
/// nothing to say but answer keepalives, of which there are 5,760 a day each.
/// </summary>
internal static class RecordedDay
{
    /// <summary>The messages of the switch before its first packet-in: HELLO, features and ports.</summary>
    public const int MessagesOfHandshake = 3;

    /// <summary>Records a day in virtual time.</summary>
    /// <param name="messages">The number of packet-ins and answers.</param>
    /// <param name="idle">The number of other switches.</param>
    public static RxOfctl.Recording.Recording Record(int messages, int idle)
    {
        var scheduler = new HistoricalScheduler(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var controller = new OpenFlowController(new() { Scheduler = scheduler });
        var file = Path.Combine(Path.GetTempPath(), $"rxofctl-{Guid.NewGuid():n}.pcapng");
        try
        {
            using (controller.Record(file))
            {
                StartApp(controller, ignores: null);
                var connection = Connect(controller, 1);
                for (var id = 2u; id <= idle + 1; id++)
                    Connect(controller, id);
                var packet = new byte[64];
                for (var number = 0; number < messages / 2; number++)
                {
                    scheduler.AdvanceBy(TimeSpan.FromDays(1) / (messages / 2));
                    BinaryPrimitives.WriteInt32BigEndian(packet.AsSpan(14), number);
                    connection.Write(new PacketIn { Data = packet.ToArray() }, OpenFlowVersion.OpenFlow13, 0);
                }

                scheduler.AdvanceBy(TimeSpan.FromMilliseconds(1));
            }

            return RxOfctl.Recording.Recording.Open(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Starts an app that answers each packet-in.</summary>
    /// <param name="controller">The controller.</param>
    /// <param name="ignores">The number of a packet-in that it does not answer, if the one before it came: a bug.</param>
    public static void StartApp(OpenFlowController controller, int? ignores)
    {
        var hasSeen = false;
        controller.Messages.OfMessage<PacketIn>().Subscribe(each =>
        {
            var number = BinaryPrimitives.ReadInt32BigEndian(each.Message.Data.Span[14..]);
            hasSeen |= number == ignores - 1;
            if (number != ignores || !hasSeen)
                each.Datapath.Send(new PacketOut { Data = each.Message.Data });
        });
    }

    private static Connection Connect(OpenFlowController controller, uint id)
    {
        var (own, its) = MemoryPipe.CreatePair(controller.Scheduler);
        var connection = new Connection(own);
        _ = controller.ServeAsync(its, $"10.0.0.{id}:40000");
        _ = connection.ReadAsync(new Answers(connection, id));
        connection.Write(Hello.Of([OpenFlowVersion.OpenFlow13]), OpenFlowVersion.OpenFlow13, 0);
        return connection;
    }

    private sealed class Answers(Connection connection, DatapathId id) : IFrameHandler
    {
        public bool OnFrame(FrameHeader header, ReadOnlySpan<byte> frame)
        {
            OpenFlowMessage? answer = OpenFlowCodec.Decode(frame, out var xid) switch
            {
                FeaturesRequest => new FeaturesReply { DatapathId = id },
                PortDescRequest => new PortDescReply(),
                EchoRequest echo => new EchoReply { Data = echo.Data },
                _ => null,
            };
            if (answer is not null)
                connection.Write(answer, header.Version, xid);
            return true;
        }
    }
}
