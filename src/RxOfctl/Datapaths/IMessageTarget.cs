using RxOfctl.Protocol.Messages;

namespace RxOfctl.Datapaths;

/// <summary>What a <see cref="MessageQueue"/> delivers to, beside the observers of all messages.</summary>
internal interface IMessageTarget
{
    /// <summary>The observers of this datapath's messages.</summary>
    MessageStream Messages { get; }

    /// <summary>Returns the message as observers get it.</summary>
    Envelope<OpenFlowMessage> EnvelopeOf(in QueuedMessage message);

    /// <summary>Applies the message to the state of the datapath.</summary>
    void Apply(OpenFlowMessage message);

    /// <summary>Called when the connection has ended and all messages are delivered to the observers of the datapath.</summary>
    void End();

    /// <summary>Resumes reading: there is room again.</summary>
    void ResumeReading();
}
