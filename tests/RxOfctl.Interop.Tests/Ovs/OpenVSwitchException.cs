namespace RxOfctl.Interop.Tests.Ovs;

/// <summary>Open vSwitch did not do what a test needs; the message says which command, and what it wrote.</summary>
public sealed class OpenVSwitchException(string message) : Exception(message);
