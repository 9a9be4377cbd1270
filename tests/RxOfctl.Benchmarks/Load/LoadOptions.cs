namespace RxOfctl.Benchmarks.Load;

/// <summary>A load on a controller.</summary>
/// <param name="Port">Where the controller listens, on this machine.</param>
/// <param name="Version">The version byte that the switches speak: 1 (OpenFlow 1.0) or 4 (1.3).</param>
/// <param name="Switches">How many switches.</param>
/// <param name="InFlight">How many packet-ins each switch has unanswered at any time; 0 leaves the switches idle once they are known to work.</param>
/// <param name="WarmUp">How many seconds pass before the measurement.</param>
/// <param name="Seconds">How many seconds the measurement takes.</param>
internal sealed record LoadOptions(int Port, byte Version, int Switches, int InFlight, double WarmUp, double Seconds);
