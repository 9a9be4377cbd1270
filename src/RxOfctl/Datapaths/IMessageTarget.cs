using RxOfctl.Protocol.Messages;

namespace RxOfctl.Datapaths;

/// <summary>What a <see cref="MessageQueue"/> delivers to, beside the observers of all messages.</summary>
internal interface IMessageTarget
{
    /// <summary>The observers of this datapath's messages.</summary>
    MessageStream Messages { get; }

    /// <summary>The message as observers get it.</summary>
    Envelope<OpenFlowMessage> EnvelopeOf(in QueuedMessage message);

    /// <summary>Changes what is known of the datapath as the message says.</summary>
    void Apply(OpenFlowMessage message);

    /// <summary>The connection has ended, and all is delivered to the datapath's own observers.</summary>
    void End();

    /// <summary>There is room again.</summary>
    void ResumeReading();
}
