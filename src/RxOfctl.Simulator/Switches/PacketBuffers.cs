using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Messages;
using RxOfctl.Simulator.Fields;
using RxOfctl.Simulator.Flows;

namespace RxOfctl.Simulator.Switches;

/// <summary>The packets that a switch buffers for its controllers. When all buffers are in use, the oldest packet is dropped.</summary>
internal sealed class PacketBuffers(int capacity)
{
    private readonly Dictionary<uint, Packet> _packets = [];
    private readonly Queue<uint> _order = new();
    private uint _next = 1;

    /// <summary>Buffers a packet.</summary>
    /// <returns>The number of its buffer, or <see cref="BufferId.NoBuffer"/> if there are no buffers at all.</returns>
    public uint Keep(Packet packet)
    {
        if (capacity == 0)
            return BufferId.NoBuffer;
        while (_order.Count >= capacity)
            _packets.Remove(_order.Dequeue());
        var id = _next++;
        if (_next == BufferId.NoBuffer)
            _next = 1;
        _packets[id] = packet.Copy();
        _order.Enqueue(id);
        return id;
    }

    public void Clear()
    {
        _packets.Clear();
        _order.Clear();
    }

    /// <summary>Removes a packet from its buffer.</summary>
    /// <exception cref="RefusedException">There is no packet in the buffer.</exception>
    public Packet Take(uint id) =>
        _packets.Remove(id, out var packet) ? packet : throw new RefusedException(OpenFlowError.BadRequestBufferUnknown);
}
