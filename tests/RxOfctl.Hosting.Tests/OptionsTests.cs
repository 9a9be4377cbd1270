using System.Net;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RxOfctl.Connections;
using RxOfctl.Protocol;

namespace RxOfctl.Hosting.Tests;

/// <summary>Configuration, and the options that the controller gets from it.</summary>
public sealed class OptionsTests
{
    [Fact]
    public void Text_is_read_and_a_list_replaces_the_default()
    {
        var options = Read(
            """
            {
              "Listen": ["ptcp:6653", "pssl:6654:127.0.0.1", "punix:/run/of.sock", "127.0.0.1:7010"],
              "Versions": ["OpenFlow13", "1.0"],
              "EchoInterval": "00:00:05",
              "MaxConnections": 12,
              "MissSendLen": 128,
              "DuplicateDatapath": "Refuse"
            }
            """);

        Assert.Equal(
            [
                new IPEndPoint(IPAddress.Any, 6653),
                new TlsEndPoint(new IPEndPoint(IPAddress.Loopback, 6654)),
                new System.Net.Sockets.UnixDomainSocketEndPoint("/run/of.sock"),
                new IPEndPoint(IPAddress.Loopback, 7010),
            ],
            options.EndPoints);
        Assert.Equal([OpenFlowVersion.OpenFlow13, OpenFlowVersion.OpenFlow10], options.Versions);
        Assert.Equal(TimeSpan.FromSeconds(5), options.EchoInterval);
        Assert.Equal(12, options.MaxConnections);
        Assert.Equal((ushort)128, options.MissSendLen);
        Assert.Equal(DuplicateDatapathPolicy.Refuse, options.DuplicateDatapath);
        Assert.Equal(new ControllerOptions().EchoTimeout, options.EchoTimeout);
    }

    [Fact]
    public void Every_option_of_the_controller_can_be_configured_unless_it_has_no_text_form()
    {
        string[] notText =
        [
            nameof(ControllerOptions.EndPoint), nameof(ControllerOptions.EndPoints), nameof(ControllerOptions.EndPointVersions),
            nameof(ControllerOptions.Scheduler), nameof(ControllerOptions.PeerFeatures), nameof(ControllerOptions.OnObserverError),
            nameof(ControllerOptions.LoggerFactory),
        ];
        var configured = typeof(OpenFlowOptions).GetProperties().Select(property => property.Name);

        Assert.Empty(typeof(ControllerOptions).GetProperties().Select(property => property.Name).Except(notText).Except(configured));
    }

    [Fact]
    public void Limits_are_read()
    {
        var options = Read(
            """
            {
              "QueueByteLimit": 1, "TotalQueueByteLimit": 2, "SendByteLimit": 14, "TotalSendByteLimit": 15, "PacketInOverflow": "DropOldest", "SendTimeout": "00:00:03", "CloseTimeout": "00:00:04",
              "MaxMalformed": 5, "RequirePorts": false, "WaitForHello": true, "ReplaceInterval": "00:00:06", "MaxHandshakeBytes": 7,
              "MaxHandshakeBytesInAll": 8, "MaxPortBytes": 9, "MaxPortBytesInAll": 16, "ReplyLimitInAll": 17, "Seed": 10, "FirstXid": 11, "PacketInRate": { "PerSecond": 12.5, "Burst": 13 }
            }
            """);

        Assert.Equal(
            new ControllerOptions
            {
                EndPoints = options.EndPoints,
                EndPointVersions = options.EndPointVersions,
                Versions = options.Versions,
                LoggerFactory = options.LoggerFactory,
                QueueByteLimit = 1,
                TotalQueueByteLimit = 2,
                SendByteLimit = 14,
                TotalSendByteLimit = 15,
                PacketInOverflow = PacketInOverflow.DropOldest,
                SendTimeout = TimeSpan.FromSeconds(3),
                CloseTimeout = TimeSpan.FromSeconds(4),
                MaxMalformed = 5,
                RequirePorts = false,
                WaitForHello = true,
                ReplaceInterval = TimeSpan.FromSeconds(6),
                MaxHandshakeBytes = 7,
                MaxHandshakeBytesInAll = 8,
                MaxPortBytes = 9,
                MaxPortBytesInAll = 16,
                ReplyLimitInAll = 17,
                Seed = 10,
                FirstXid = 11,
                PacketInRate = new(12.5, 13),
            },
            options);
    }

    [Fact]
    public void Without_configuration_it_listens_at_the_usual_port_and_offers_all_versions()
    {
        var options = Read("{}");

        Assert.Equal([new IPEndPoint(IPAddress.Any, 6653)], options.EndPoints);
        Assert.Equal(Enum.GetValues<OpenFlowVersion>(), options.Versions);
    }

    [Theory]
    [InlineData("""{ "Connect": ["tcp:127.0.0.1"] }""")]
    [InlineData("""{ "Listen": [], "Connect": "tcp:127.0.0.1" }""")]
    [InlineData("""{ "Listen": "" }""")]
    public void It_does_not_listen_if_it_dials_or_the_list_is_empty(string json) => Assert.Empty(Read(json).EndPoints);

    [Fact]
    public void A_list_may_be_one_text_with_commas() => Assert.Equal(
        [new IPEndPoint(IPAddress.Any, 6653), new IPEndPoint(IPAddress.IPv6Any, 6653)],
        Read("""{ "Listen": "ptcp:6653, ptcp:6653:[::]" }""").EndPoints);

    [Fact]
    public void Code_overrides_configuration()
    {
        var options = Read("""{ "Listen": ["ptcp:6653"], "QueueCapacity": 5 }""", settings =>
        {
            settings.Listen = ["ptcp:1:127.0.0.1"];
            settings.Customize = read => read with { ReplyLimit = read.QueueCapacity };
        });

        Assert.Equal([new IPEndPoint(IPAddress.Loopback, 1)], options.EndPoints);
        Assert.Equal(5, options.ReplyLimit);
    }

    [Theory]
    [InlineData("""{ "Listen": ["nonsense"] }""", "Listen:0: 'nonsense' is not an address: the port is missing.")]
    [InlineData("""{ "PacketInRate": { "PerSecond": 5 } }""", "PacketInRate: A burst is at least 1.")]
    [InlineData("""{ "Connect": ["ptcp:6653"] }""", "Connect:0: 'ptcp:6653' is an address to listen at.")]
    [InlineData("""{ "Versions": ["1.3", "1.6"] }""", "Versions:1: '1.6' is not a version of OpenFlow.")]
    [InlineData("""{ "Versions": "" }""", "Versions is empty")]
    [InlineData("""{ "Datapaths": ["switch"] }""", "Datapaths:0: ")]
    [InlineData("""{ "Listn": ["ptcp:6653"] }""", "Listn")]
    [InlineData("""{ "EchoInterval": "soon" }""", "EchoInterval")]
    [InlineData("""{ "Tls": { "Certificate": "a.pem" } }""", "Tls: Certificate and PrivateKey go together")]
    [InlineData("""{ "Tls": { "Certificate": "/none/a.pem", "PrivateKey": "/none/b.pem" } }""", "Tls: Could not find")]
    public void A_value_that_cannot_be_read_is_reported_with_its_key(string json, string expected) =>
        Assert.Contains(expected, Assert.Throws<OptionsValidationException>(() => Read(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void All_values_that_cannot_be_read_are_reported_at_once() => Assert.Equal(
        2, Assert.Throws<OptionsValidationException>(() => Read("""{ "Listen": ["a"], "Connect": ["b"] }""")).Failures.Count());

    // Builds the controller, as a host does, and returns the options that it was given.
    private static ControllerOptions Read(string json, Action<OpenFlowOptions>? configure = null)
    {
        ControllerOptions? read = null;
        var configuration = new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build();
        using var services = new ServiceCollection()
            .AddOpenFlowController(configuration, settings =>
            {
                configure?.Invoke(settings);
                var customize = settings.Customize;
                settings.Customize = options => read = customize?.Invoke(options) ?? options;
            })
            .BuildServiceProvider();
        services.GetRequiredService<OpenFlowController>();
        return read!;
    }
}
