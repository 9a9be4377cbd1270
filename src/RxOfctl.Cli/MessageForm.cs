namespace RxOfctl.Cli;

/// <summary>How a message is printed.</summary>
internal enum MessageForm
{
    /// <summary>For people.</summary>
    Text,

    /// <summary>As a line of JSON.</summary>
    Json,

    /// <summary>Encoded again.</summary>
    Roundtrip,
}
