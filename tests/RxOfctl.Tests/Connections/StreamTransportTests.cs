namespace RxOfctl.Tests.Connections;

/// <summary>Sockets as they are read and written on a scheduler that is not the thread pool, and on other systems than Linux: as streams.</summary>
public sealed class StreamTransportTests : TransportTests
{
    private protected override ControllerOptions OptionsOfTransport => Options;
}
