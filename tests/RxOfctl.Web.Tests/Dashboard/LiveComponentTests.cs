using System.Reactive;
using System.Reactive.Subjects;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using RxOfctl.Web.Dashboard.Live;

namespace RxOfctl.Web.Tests.Dashboard;

public sealed class LiveComponentTests : PageLab
{
    [Fact]
    public void Many_changes_are_one_rendering()
    {
        using var changes = new Subject<Unit>();
        var rendered = Render<Counter>(parameters => parameters.Add(each => each.Changes, changes));
        var before = rendered.RenderCount;

        for (var change = 0; change < 1_000; change++)
            changes.OnNext(default);
        Advance(1);

        Assert.Equal(1, rendered.RenderCount - before);
        Assert.Equal("2", rendered.Markup);
    }

    [Fact]
    public void Nothing_is_rendered_while_nothing_changes()
    {
        using var changes = new Subject<Unit>();
        var rendered = Render<Counter>(parameters => parameters.Add(each => each.Changes, changes));
        var before = rendered.RenderCount;

        Advance(60);

        Assert.Equal(before, rendered.RenderCount);
    }

    [Fact]
    public async Task A_component_that_is_disposed_of_has_no_subscriptions()
    {
        using var changes = new Subject<Unit>();
        Render<Counter>(parameters => parameters.Add(each => each.Changes, changes));
        Assert.True(changes.HasObservers);

        await DisposeComponentsAsync();

        Assert.False(changes.HasObservers);
    }

    [Fact]
    public void A_source_that_fails_is_shown()
    {
        using var changes = new Subject<Unit>();
        var rendered = Render<Counter>(parameters => parameters.Add(each => each.Changes, changes));

        changes.OnError(new InvalidOperationException("The source is gone."));

        Assert.Contains("The source is gone.", rendered.Markup, StringComparison.Ordinal);
    }

    private sealed class Counter : LiveComponent
    {
        private int _reads;

        [Parameter]
        public IObservable<Unit> Changes { get; set; } = null!;

        protected override void OnInitialized() => RefreshOn(Changes);

        protected override void Refresh() => _reads++;

        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, $"{_reads}{Error?.Message}");
    }
}
