using RxOfctl.Protocol.Messages;

namespace RxOfctl.Flows.Tests;

/// <summary>Another controller of the lab's first switch, which does what it is not supposed to.</summary>
internal sealed class OtherController : IDisposable
{
    private readonly OpenFlowController _controller;
    private readonly IDisposable _connection;
    private readonly Lab _lab;

    public OtherController(Lab lab)
    {
        _lab = lab;
        _controller = new(new() { Scheduler = lab.Scheduler });
        _connection = lab.S1.ConnectTo(_controller);
        lab.Settle();
    }

    public Datapath Datapath => _controller.GetDatapath(1) ?? throw new InvalidOperationException("The switch is not connected.");

    public bool IsConnected => _controller.GetDatapath(1) is not null;

    public void Send(OpenFlowMessage message) => Datapath.Send(message);

    public void Dispose()
    {
        _connection.Dispose();
        _lab.Dispose(_controller);
    }
}
