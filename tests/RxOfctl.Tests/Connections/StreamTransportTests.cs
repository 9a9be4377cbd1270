namespace RxOfctl.Tests.Connections;

/// <summary>Sockets that are read and written as streams: on schedulers other than the thread pool, and on other systems than
/// Linux.</summary>
public sealed class StreamTransportTests : TransportTests
{
    private protected override ControllerOptions OptionsOfTransport => Options;
}
