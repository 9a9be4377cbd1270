using Microsoft.Playwright;

namespace RxOfctl.Interop.Tests.Dashboard;

/// <summary>The page in a real browser. All waiting is for what must appear, for a minute at most.</summary>
public sealed class DashboardTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private const string Second = "0000000000000002";

    private static readonly string[] Paths =
    [
        "", "/switches", $"/switches/{Second}", "/flows", $"/flows/{Second}", $"/groups/{Second}", "/rules", "/events", "/alerts",
    ];

    private static readonly LocatorAssertionsToHaveCountOptions Patience = new() { Timeout = DashboardHost.Milliseconds };
    private static readonly LocatorAssertionsToBeVisibleOptions Visible = new() { Timeout = DashboardHost.Milliseconds };

    [ChromiumFact]
    public async Task A_link_that_is_cut_disappears_from_the_map()
    {
        await using var host = await DashboardHost.StartAsync();
        var (page, errors) = await browser.OpenAsync();
        await page.GotoAsync($"{host.Address}");
        await Assertions.Expect(page.Locator("g.switch")).ToHaveCountAsync(4, Patience);
        await Assertions.Expect(page.Locator("line.link")).ToHaveCountAsync(4, Patience);

        host.Network.Faults.Cut("s1", "s2");
        await Assertions.Expect(page.Locator("line.link")).ToHaveCountAsync(3, Patience);
        host.Network.Faults.Mend("s1", "s2");
        await Assertions.Expect(page.Locator("line.link")).ToHaveCountAsync(4, Patience);
        Assert.Empty(errors);
    }

    [ChromiumFact]
    public async Task A_switch_that_is_dragged_stays_where_it_was_put_also_after_the_page_is_loaded_anew()
    {
        await using var host = await DashboardHost.StartAsync();
        var (page, errors) = await browser.OpenAsync();
        await page.GotoAsync($"{host.Address}");
        var node = page.Locator($"g.switch[data-node='{Second}']");
        await Assertions.Expect(page.Locator("line.link")).ToHaveCountAsync(4, Patience);
        var before = await node.GetAttributeAsync("transform");

        await node.HoverAsync();
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(300, 300);
        await page.Mouse.MoveAsync(320, 320);
        await page.Mouse.UpAsync();
        await page.WaitForFunctionAsync($"localStorage.getItem('rxofctl.places')?.includes('{Second}')");
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("line.link")).ToHaveCountAsync(4, Patience);
        await page.WaitForFunctionAsync(
            "([id, before]) => document.querySelector(`[data-node='${id}']`)?.getAttribute('transform') !== before",
            new[] { Second, before });
        Assert.Empty(errors);
    }

    [ChromiumFact]
    public async Task An_operator_adds_a_flow_that_is_then_on_the_switch_and_finds_it_by_search()
    {
        await using var host = await DashboardHost.StartAsync();
        var (page, errors) = await browser.OpenAsync();
        await page.GotoAsync($"{host.OperatorUrl}");
        await Assertions.Expect(page.Locator("g.switch")).ToHaveCountAsync(4, Patience);

        await page.GotoAsync($"{host.Address}/flows/{Second}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add flow" }).ClickAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Flow", Exact = true }).FillAsync("priority=7,in_port=1,actions=output:2");
        await Assertions.Expect(page.GetByText("Adds a flow.")).ToBeVisibleAsync(Visible);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("has confirmed the change")).ToBeVisibleAsync(Visible);
        Assert.Contains(host.Network.Switch("s2").Flows, flow => flow.Priority == 7);

        await page.GetByRole(AriaRole.Textbox, new() { Name = "Search flows" }).FillAsync("in_port=1");
        await Assertions.Expect(page.Locator("td.flow"))
            .ToHaveTextAsync(["priority=7,in_port=1 actions=output:2"], new() { Timeout = DashboardHost.Milliseconds });
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Search flows" }).FillAsync("no such flow");
        await Assertions.Expect(page.GetByText("No flow matches the search")).ToBeVisibleAsync(Visible);
        Assert.Empty(errors);
    }

    [ChromiumFact]
    public async Task Events_stop_while_they_are_paused_and_none_is_lost()
    {
        await using var host = await DashboardHost.StartAsync();
        var (page, errors) = await browser.OpenAsync();
        await page.GotoAsync($"{host.Address}/events");
        var links = page.Locator(".event-link");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Pause" })).ToBeVisibleAsync(Visible);
        await Assertions.Expect(page.GetByLabel("Network").GetByText("4 links")).ToBeVisibleAsync(Visible);
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Filter events" }).FillAsync("lost");
        await page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        var resume = page.GetByRole(AriaRole.Button, new() { Name = "Resume" });
        await Assertions.Expect(resume).ToBeVisibleAsync(Visible);

        host.Network.Faults.Cut("s3", "s4");
        await Assertions.Expect(page.GetByLabel("Network").GetByText("3 links")).ToBeVisibleAsync(Visible);
        await Assertions.Expect(links).ToHaveCountAsync(0, Patience);
        await resume.ClickAsync();
        await Assertions.Expect(links).ToHaveCountAsync(1, Patience);
        Assert.Empty(errors);
    }

    [ChromiumFact]
    public async Task The_page_says_that_the_server_is_gone_and_comes_back_with_it()
    {
        var (page, _) = await browser.OpenAsync();
        var lost = page.GetByText("The controller does not answer.");
        int port;
        await using (var host = await DashboardHost.StartAsync())
        {
            port = host.Address.Port;
            await page.GotoAsync($"{host.Address}");
            await Assertions.Expect(page.Locator("g.switch")).ToHaveCountAsync(4, Patience);
            await Assertions.Expect(lost).ToBeHiddenAsync(new() { Timeout = DashboardHost.Milliseconds });
        }

        await Assertions.Expect(lost).ToBeVisibleAsync(Visible);
        await using var restarted = await DashboardHost.StartAsync(port);
        await Assertions.Expect(lost).ToBeHiddenAsync(new() { Timeout = DashboardHost.Milliseconds });
        await Assertions.Expect(page.Locator("g.switch")).ToHaveCountAsync(4, Patience);
    }

    [ChromiumFact]
    public async Task On_all_pages_controls_have_names_and_the_console_has_no_errors()
    {
        await using var host = await DashboardHost.StartAsync();
        var problems = new List<string>();
        var (page, errors) = await browser.OpenAsync();
        var heading = page.GetByRole(AriaRole.Heading, new() { Level = 1 });
        await page.GotoAsync($"{host.OperatorUrl}");
        await Assertions.Expect(heading).ToBeVisibleAsync(Visible);
        foreach (var (width, height) in new[] { (1280, 800), (390, 800) })
        {
            await page.SetViewportSizeAsync(width, height);
            foreach (var path in Paths)
            {
                await page.GotoAsync($"{host.Address}{path}");
                await Assertions.Expect(heading).ToBeVisibleAsync(Visible);
                var nameless = await page.EvaluateAsync<string[]>(Nameless);
                problems.AddRange(nameless.Select(element => $"{path} at {width} pixels: no name: {element}"));
            }
        }

        problems.AddRange(errors);
        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    // What can be operated and has neither a text nor a label.
    private const string Nameless = """
        () => [...document.querySelectorAll('button, a, input, select, textarea, [role=button], [role=img], [tabindex="0"]')]
          .filter(element => (element.offsetParent !== null || element instanceof SVGElement) && !element.closest('[aria-hidden="true"]'))
          .filter(element => !(element.getAttribute('aria-label') || element.getAttribute('aria-labelledby') || element.title
            || element.textContent.trim() || (element.labels && element.labels.length) || element.querySelector('img[alt], title')))
          .map(element => element.outerHTML.slice(0, 160))
        """;
}
