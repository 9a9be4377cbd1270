namespace RxOfctl.Connections;

/// <summary>Sees the messages of one connection.</summary>
internal delegate void FrameTap(bool isSent, ReadOnlySpan<byte> frame);
