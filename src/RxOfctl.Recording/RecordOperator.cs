using RxOfctl.Recording.Files;

namespace RxOfctl.Recording;

/// <summary>Records the messages of a controller.</summary>
public static class RecordOperator
{
    /// <summary>
    /// Records the messages of all connections, in both directions, in a file of the format pcapng, from now on. Connections that there are
    /// already begin with a handshake made of what the controller knows of them. There can be one recorder at a time.
    /// </summary>
    /// <param name="controller">The controller.</param>
    /// <param name="path">
    /// The file, which is created or replaced. With <see cref="RecordingOptions.MaxFileSize"/> or
    /// <see cref="RecordingOptions.MaxFileAge"/> a number is added to the name: <c>incident-00001.pcapng</c>, and so on.
    /// </param>
    /// <param name="options">The options.</param>
    /// <returns>The recorder, whose disposal writes what waits and closes the file.</returns>
    /// <remarks>Messages of TLS connections are recorded in clear text: protect the file accordingly.</remarks>
    /// <exception cref="InvalidOperationException">The controller has a tap or a recorder already.</exception>
    /// <exception cref="IOException">The file cannot be created.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A limit in the options is not positive, or the payload limit is negative.</exception>
    public static Recorder Record(this OpenFlowController controller, string path, RecordingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(controller);
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new();
        return new(controller, RecordingOutput.To(path, options), options);
    }

    /// <summary>Records the messages of all connections in a stream.</summary>
    /// <param name="controller">The controller.</param>
    /// <param name="stream">The output, which is disposed of with the recorder.</param>
    /// <param name="options">The options. Limits of files do not apply.</param>
    /// <inheritdoc cref="Record(OpenFlowController, string, RecordingOptions?)"/>
    public static Recorder Record(this OpenFlowController controller, Stream stream, RecordingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(controller);
        ArgumentNullException.ThrowIfNull(stream);
        return new(controller, RecordingOutput.To(stream), options ?? new());
    }
}
