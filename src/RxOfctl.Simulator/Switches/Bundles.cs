using RxOfctl.Protocol;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Messages;
using RxOfctl.Simulator.Flows;

namespace RxOfctl.Simulator.Switches;

/// <summary>The bundles of one controller: requests that are kept, and applied together or not at all (OpenFlow 1.4.1 §7.3.9).</summary>
internal sealed class Bundles
{
    private const int MaxBundles = 256;
    private const int MaxMessages = 1 << 20;
    private const BundleFlags KnownFlags = BundleFlags.Atomic | BundleFlags.Ordered;

    private readonly Dictionary<uint, Bundle> _bundles = [];

    /// <summary>Opens, closes or discards a bundle, or removes it to be committed.</summary>
    /// <returns>The messages to apply, with their bytes; null unless it is a commit.</returns>
    /// <exception cref="RefusedException">It cannot be done. A bundle that cannot be opened again or committed is discarded.</exception>
    public IReadOnlyList<BundledMessage>? Control(BundleControl request)
    {
        switch (request.Type)
        {
            case BundleControlType.OpenRequest:
                if (_bundles.Remove(request.BundleId))
                    throw new RefusedException(OpenFlowError.BundleFailedBundleExist);
                Open(request.BundleId, request.Flags);
                return null;
            case BundleControlType.CloseRequest:
                var closing = Find(request);
                if (closing.IsClosed)
                {
                    _bundles.Remove(request.BundleId);
                    throw new RefusedException(OpenFlowError.BundleFailedBundleClosed);
                }

                closing.IsClosed = true;
                return null;
            case BundleControlType.DiscardRequest:
                Find(request);
                _bundles.Remove(request.BundleId);
                return null;
            case BundleControlType.CommitRequest:
                var committed = Find(request);
                _bundles.Remove(request.BundleId);
                return committed.Messages;
            default:
                throw new RefusedException(OpenFlowError.BundleFailedBadType);
        }
    }

    /// <summary>Adds a message to a bundle.</summary>
    /// <param name="add">The message that adds it.</param>
    /// <param name="frame">Its bytes, which an error gives back.</param>
    /// <exception cref="RefusedException">The bundle does not take it.</exception>
    public void Add(BundleAddMessage add, ReadOnlySpan<byte> frame)
    {
        if (!_bundles.TryGetValue(add.BundleId, out var bundle))
            bundle = Open(add.BundleId, add.Flags);
        else if (bundle.Flags != add.Flags)
            Discard(add.BundleId, OpenFlowError.BundleFailedBadFlags);
        if (bundle.IsClosed)
            Discard(add.BundleId, OpenFlowError.BundleFailedBundleClosed);
        if (add.Message is not (FlowMod or GroupMod or MeterMod or PortMod or TableMod or PacketOut))
            throw new RefusedException(OpenFlowError.BundleFailedMsgUnsup);
        if (bundle.Messages.Count >= MaxMessages)
            throw new RefusedException(OpenFlowError.BundleFailedMsgTooMany);
        bundle.Messages.Add(new(add.Message, ByteString.CopyFrom(frame)));
    }

    private void Discard(uint id, OpenFlowError error)
    {
        _bundles.Remove(id);
        throw new RefusedException(error);
    }

    private Bundle Open(uint id, BundleFlags flags)
    {
        if ((flags & ~KnownFlags) != 0)
        {
            throw new RefusedException((flags & BundleFlags.Time) != 0
                ? OpenFlowError.BundleFailedSchedNotSupported
                : OpenFlowError.BundleFailedBadFlags);
        }

        if (_bundles.Count >= MaxBundles)
            throw new RefusedException(OpenFlowError.BundleFailedOutOfBundles);
        return _bundles[id] = new(flags);
    }

    private Bundle Find(BundleControl request)
    {
        if (!_bundles.TryGetValue(request.BundleId, out var bundle))
            throw new RefusedException(OpenFlowError.BundleFailedBadId);
        if (bundle.Flags != request.Flags && request.Type != BundleControlType.DiscardRequest)
            Discard(request.BundleId, OpenFlowError.BundleFailedBadFlags);
        return bundle;
    }

    private sealed class Bundle(BundleFlags flags)
    {
        public BundleFlags Flags => flags;

        public bool IsClosed { get; set; }

        public List<BundledMessage> Messages { get; } = [];
    }
}

/// <summary>A message in a bundle.</summary>
/// <param name="Message">The message.</param>
/// <param name="Frame">The bytes of the bundle-add message that brought it.</param>
internal sealed record BundledMessage(OpenFlowMessage Message, ByteString Frame);
