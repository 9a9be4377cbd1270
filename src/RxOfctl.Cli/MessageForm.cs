namespace RxOfctl.Cli;

/// <summary>The output form of a message.</summary>
internal enum MessageForm
{
    /// <summary>As text.</summary>
    Text,

    /// <summary>As a line of JSON.</summary>
    Json,

    /// <summary>Encoded again.</summary>
    Roundtrip,
}
