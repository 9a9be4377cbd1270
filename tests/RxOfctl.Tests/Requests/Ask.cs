using System.Reactive;
using System.Reactive.Linq;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Tests.Requests;

/// <summary>One overload of <c>SendMsg</c> with a message for it, in its three forms, with comparable outcomes.</summary>
internal sealed class Ask
{
    private static readonly IReadOnlyList<object> Done = [Unit.Default];

    private readonly Func<Datapath, TimeSpan?, IObservable<object>> _observe;
    private readonly Func<Datapath, CancellationToken, TimeSpan?, Task<IReadOnlyList<object>>> _run;
    private readonly Func<Datapath, CancellationToken, TimeSpan?, IReadOnlyList<object>> _wait;
    private ById? _byId;

    private Ask(
        OpenFlowMessage message,
        OpenFlowMessage? reply,
        IReadOnlyList<object> values,
        Func<Datapath, TimeSpan?, IObservable<object>> observe,
        Func<Datapath, CancellationToken, TimeSpan?, Task<IReadOnlyList<object>>> run,
        Func<Datapath, CancellationToken, TimeSpan?, IReadOnlyList<object>> wait)
    {
        (Message, Reply, Values, _observe, _run, _wait) = (message, reply, values, observe, run, wait);
    }

    public static IReadOnlyDictionary<string, Ask> All { get; } = new Dictionary<string, Ask>
    {
        ["command"] = Command(new FlowMod { Priority = 7 }),
        ["single"] = Single(new GetConfigRequest(), new GetConfigReply { MissSendLen = 9 }),
        ["parts of one"] = Single(new PortDescRequest(), new PortDescReply { Body = [Lab.PortOf(1)] }),
        ["entries"] = Entries(new FlowStatsRequest(), new FlowStatsReply { Body = [new() { Priority = 1 }, new() { Priority = 2 }] }),
        ["explicit single"] = Explicit(Experimenter(1), Experimenter(2), replyMulti: false),
        ["explicit multi"] = Explicit(Experimenter(1), Experimenter(2), replyMulti: true),
    };

    /// <summary>The message that is sent.</summary>
    public OpenFlowMessage Message { get; }

    /// <summary>Whether it fails when only its barrier is answered.</summary>
    public bool MustBeAnswered { get; private init; }

    /// <summary>The reply to it, besides that to the barrier; null if there is none.</summary>
    public OpenFlowMessage? Reply { get; }

    /// <summary>The result for the app of <see cref="Reply"/>.</summary>
    public IReadOnlyList<object> Values { get; }

    public static Experimenter Experimenter(uint type) => new() { ExperimenterId = 0x00abcdef, ExpType = type };

    public static Ask Command<T>(T message)
        where T : OpenFlowMessage, IOpenFlowCommand =>
        new(
            message,
            null,
            Done,
            (datapath, timeout) => datapath.SendMsg(message, timeout).Select(unit => (object)unit),
            async (datapath, token, timeout) =>
            {
                await datapath.SendMsgAsync(message, token, timeout).ConfigureAwait(false);
                return Done;
            },
            (datapath, token, timeout) =>
            {
                datapath.SendMsgAndWait(message, token, timeout);
                return Done;
            })
        {
            _byId = new(
                (controller, id) => controller.SendMsg(id, message).Select(unit => (object)unit),
                async (controller, id, token) =>
                {
                    await controller.SendMsgAsync(id, message, token).ConfigureAwait(false);
                    return Done;
                },
                (controller, id, token) =>
                {
                    controller.SendMsgAndWait(id, message, token);
                    return Done;
                }),
        };

    public static Ask Several(params IOpenFlowCommand[] messages) => Nothing(
        (datapath, timeout) => datapath.SendMsgs(messages, timeout).Select(unit => (object)unit),
        (datapath, token, timeout) => datapath.SendMsgsAsync(messages, token, timeout),
        (datapath, token, timeout) => datapath.SendMsgsAndWait(messages, token, timeout));

    public static Ask Bundle(BundleFlags flags, params IOpenFlowCommand[] messages) => Nothing(
        (datapath, timeout) => datapath.SendBundle(messages, flags, timeout).Select(unit => (object)unit),
        (datapath, token, timeout) => datapath.SendBundleAsync(messages, flags, token, timeout),
        (datapath, token, timeout) => datapath.SendBundleAndWait(messages, flags, token, timeout));

    /// <summary>Fails unless a request ended as it must when only its barrier is answered.</summary>
    public void AssertOnlyBarrierAnswered(Asked asked)
    {
        if (MustBeAnswered)
            Assert.Empty(asked.AssertError<ReplyMissingException>().Result);
        else
            asked.AssertValues(Reply is null ? Done : []);
    }

    public static Ask Role(ControllerRole role, ulong generationId) => new(
        new RoleRequest { Role = role, GenerationId = generationId },
        null,
        [],
        (datapath, timeout) => datapath.SetRole(role, generationId, timeout),
        async (datapath, token, timeout) => List(await datapath.SetRoleAsync(role, generationId, token, timeout).ConfigureAwait(false)),
        (datapath, token, timeout) => List(datapath.SetRoleAndWait(role, generationId, token, timeout)));

    public static Ask Single<TReply>(IOpenFlowRequest<TReply> message, TReply reply)
        where TReply : OpenFlowMessage =>
        new(
            (OpenFlowMessage)message,
            reply,
            [reply],
            (datapath, timeout) => datapath.SendMsg(message, timeout),
            async (datapath, token, timeout) => List(await datapath.SendMsgAsync(message, token, timeout).ConfigureAwait(false)),
            (datapath, token, timeout) => List(datapath.SendMsgAndWait(message, token, timeout)))
        {
            MustBeAnswered = true,
            _byId = new(
                (controller, id) => controller.SendMsg(id, message),
                async (controller, id, token) => List(await controller.SendMsgAsync(id, message, token).ConfigureAwait(false)),
                (controller, id, token) => List(controller.SendMsgAndWait(id, message, token))),
        };

    public Asked Start(Lab lab, Datapath datapath, Form form, TimeSpan? timeout = null) => form switch
    {
        Form.Observable => new ObservableAsked(lab.Record(_observe(datapath, timeout))),
        Form.Async => new AsyncAsked(cancel => _run(datapath, cancel, timeout)),
        _ => new BlockingAsked(cancel => _wait(datapath, cancel, timeout)),
    };

    /// <summary>The same overload of the controller, which takes a datapath id.</summary>
    public Asked StartById(Lab lab, DatapathId id, Form form) => form switch
    {
        Form.Observable => new ObservableAsked(lab.Record(_byId!.Observe(lab.Controller, id))),
        Form.Async => new AsyncAsked(cancel => _byId!.Run(lab.Controller, id, cancel)),
        _ => new BlockingAsked(cancel => _byId!.Wait(lab.Controller, id, cancel)),
    };

    private static Ask Nothing(
        Func<Datapath, TimeSpan?, IObservable<object>> observe,
        Func<Datapath, CancellationToken, TimeSpan?, Task> run,
        Action<Datapath, CancellationToken, TimeSpan?> wait) =>
        new(
            new BarrierRequest(),
            null,
            Done,
            observe,
            async (datapath, token, timeout) =>
            {
                await run(datapath, token, timeout).ConfigureAwait(false);
                return Done;
            },
            (datapath, token, timeout) =>
            {
                wait(datapath, token, timeout);
                return Done;
            });

    private static Ask Entries<TEntry>(IMultiRequest<TEntry> message, MultipartReply<TEntry> reply)
        where TEntry : notnull =>
        new(
            (OpenFlowMessage)message,
            reply,
            [.. reply.Body.Select(entry => (object)entry)],
            (datapath, timeout) => datapath.SendMsg(message, timeout).Select(entry => (object)entry),
            async (datapath, token, timeout) => [.. (await datapath.SendMsgAsync(message, token, timeout).ConfigureAwait(false)).Select(entry => (object)entry)],
            (datapath, token, timeout) => [.. datapath.SendMsgAndWait(message, token, timeout).Select(entry => (object)entry)])
        {
            MustBeAnswered = true,
            _byId = new(
                (controller, id) => controller.SendMsg(id, message).Select(entry => (object)entry),
                async (controller, id, token) => [.. (await controller.SendMsgAsync(id, message, token).ConfigureAwait(false)).Select(entry => (object)entry)],
                (controller, id, token) => [.. controller.SendMsgAndWait(id, message, token).Select(entry => (object)entry)]),
        };

    private static Ask Explicit<TReply>(OpenFlowMessage message, TReply reply, bool replyMulti)
        where TReply : OpenFlowMessage =>
        new(
            message,
            reply,
            [reply],
            (datapath, timeout) => datapath.SendMsg<TReply>(message, replyMulti, timeout),
            async (datapath, token, timeout) => await datapath.SendMsgAsync<TReply>(message, replyMulti, token, timeout).ConfigureAwait(false),
            (datapath, token, timeout) => datapath.SendMsgAndWait<TReply>(message, replyMulti, token, timeout))
        {
            _byId = new(
                (controller, id) => controller.SendMsg<TReply>(id, message, replyMulti),
                async (controller, id, token) => await controller.SendMsgAsync<TReply>(id, message, replyMulti, token).ConfigureAwait(false),
                (controller, id, token) => controller.SendMsgAndWait<TReply>(id, message, replyMulti, token)),
        };

    private static IReadOnlyList<object> List(object? value) => value is null ? [] : [value];

    private sealed record ById(
        Func<OpenFlowController, DatapathId, IObservable<object>> Observe,
        Func<OpenFlowController, DatapathId, CancellationToken, Task<IReadOnlyList<object>>> Run,
        Func<OpenFlowController, DatapathId, CancellationToken, IReadOnlyList<object>> Wait);
}
