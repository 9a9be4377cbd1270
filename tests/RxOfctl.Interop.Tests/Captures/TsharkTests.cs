using System.Net;
using RxOfctl.Capture;
using RxOfctl.Capture.Tcp;
using RxOfctl.Interop.Tests.Ovs;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Interop.Tests.Captures;

/// <summary>tshark reads what is written here, and what it writes is read here.</summary>
public sealed class TsharkTests : IDisposable
{
    private static readonly DateTimeOffset Time = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("rxofctl-tshark-");

    public void Dispose() => _directory.Delete(recursive: true);

    [TsharkFact]
    public async Task Dissects_a_synthesized_connection_as_OpenFlow_without_settings()
    {
        var file = Write("192.0.2.1:40001", "192.0.2.2:6653");
        Assert.Equal(["0", "5", "2", "19"], await Fields(file, "openflow_v4", "openflow_v4.type"));
        Assert.Equal(["a comment"], await Fields(file, "frame.comment", "frame.comment"));
    }

    [TsharkFact]
    public async Task Finds_every_checksum_and_sequence_number_right()
    {
        foreach (var file in new[] { Write("192.0.2.1:40001", "192.0.2.2:6653"), Write("[2001:db8::1]:40001", "192.0.2.2:6653") })
        {
            var output = await Tshark("-r", file, "-o", "tcp.check_checksum:TRUE", "-o", "ip.check_checksum:TRUE", "-T", "fields", "-e", "tcp.checksum.status");
            Assert.Equal(Enumerable.Repeat("1", 11), Lines(output)); // 1 is good
            Assert.Empty(await Fields(file, "tcp.analysis.flags or _ws.malformed", "frame.number"));
        }
    }

    [TsharkFact]
    public async Task Writes_files_that_are_read_here_as_what_they_were()
    {
        var file = Write("192.0.2.1:40001", "192.0.2.2:6653");
        foreach (var format in new[] { "pcap", "nsecpcap", "pcapng" })
        {
            var converted = Path.Combine(_directory.FullName, format);
            await Tshark("-r", file, "-F", format, "-w", converted);
            using var ours = CaptureReader.Open(file);
            using var theirs = CaptureReader.Open(converted);
            Assert.Equal(
                ours.ReadAll().Select(packet => (packet.Timestamp, Convert.ToHexString(packet.Data.Span))),
                theirs.ReadAll().Select(packet => (packet.Timestamp, Convert.ToHexString(packet.Data.Span))));
            Assert.Equal(LinkType.Ethernet, theirs.Interfaces[0].LinkType);
        }
    }

    private string Write(string client, string server)
    {
        var file = Path.Combine(_directory.FullName, $"{Guid.NewGuid():n}.pcapng");
        using var writer = new PcapngWriter(File.Create(file), "RxOfctl");
        var connection = new TcpConnectionWriter(writer, writer.AddInterface(new()), IPEndPoint.Parse(client), IPEndPoint.Parse(server));
        connection.Open(Time, "a comment");
        OpenFlowMessage[] messages = [new Hello(), new FeaturesRequest(), new EchoRequest { Data = new byte[] { 1, 2 } }];
        foreach (var message in messages)
            connection.Send(Time.AddSeconds(1), fromClient: true, OpenFlowCodec.Encode(message, OpenFlowVersion.OpenFlow13, 1));
        // A multipart reply (type 19) of 19,216 bytes takes two segments.
        var description = new PortDescReply { Body = [.. Enumerable.Range(1, 300).Select(number => new Port { PortNo = (uint)number })] };
        connection.Send(Time.AddSeconds(2), fromClient: false, OpenFlowCodec.Encode(description, OpenFlowVersion.OpenFlow13, 1));
        connection.Close(Time.AddSeconds(3), fromClient: false);
        return file;
    }

    private static async Task<string[]> Fields(string file, string filter, string field) =>
        Lines(await Tshark("-r", file, "-Y", filter, "-T", "fields", "-e", field));

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    // tshark warns on stderr that it runs as root.
    private static async Task<string> Tshark(params string[] arguments)
    {
        var run = await Command.RunAsync("tshark", arguments);
        return run.ExitCode == 0 ? run.Output : throw new OpenVSwitchException($"'{run.Line}' ended with {run.ExitCode}: {run.Errors}");
    }
}
