using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RxOfctl.Web.Security;

namespace RxOfctl.Web.Tests;

public sealed class SecurityTests
{
    private const string Change = "/stats/flowentry/add";

    [Fact]
    public async Task Anyone_may_read_at_a_listener_bound_to_loopback_and_nobody_may_write_without_authentication()
    {
        await using var lab = await WebLab.StartWithSwitchesAsync();

        Assert.Equal([1UL, 2, 3], await lab.Anonymous.GetFromJsonAsync<ulong[]>("/stats/switches"));
        var answer = await lab.Anonymous.PostAsJsonAsync(Change, new { dpid = 1 });
        await AssertProblemAsync(answer, HttpStatusCode.Unauthorized, "API key");
        Assert.DoesNotContain(lab.Network.Switch("s1").Flows, flow => flow is { Priority: 0, Cookie: 0 });
    }

    [Fact]
    public async Task A_reader_may_not_write_and_an_operator_may()
    {
        await using var lab = await WebLab.StartWithSwitchesAsync();

        await AssertProblemAsync(await lab.Reader.PostAsJsonAsync(Change, new { dpid = 1 }), HttpStatusCode.Forbidden, "role");
        Assert.Equal(HttpStatusCode.OK, (await lab.Operator.PostAsJsonAsync(Change, new { dpid = 1, priority = 7 })).StatusCode);
        Assert.Contains(lab.Network.Switch("s1").Flows, flow => flow.Priority == 7);
        var wrong = lab.WithKey("a-key-that-nobody-has-given");
        Assert.Equal(HttpStatusCode.Unauthorized, (await wrong.PostAsJsonAsync(Change, new { dpid = 1 })).StatusCode);
    }

    [Fact]
    public async Task Each_change_is_in_the_audit_log_with_who_asked_for_it()
    {
        await using var lab = await WebLab.StartWithSwitchesAsync();

        await lab.Operator.PostAsJsonAsync(Change, new { dpid = 1, priority = 7 });
        await lab.Operator.PostAsync(Change, new StringContent("{\"dpid\":1,\n\"forged\":", Encoding.UTF8));

        var entries = lab.App.Services.GetRequiredService<AuditLog>().Entries;
        Assert.Equal(["200", "400"], entries.Select(entry => entry.Outcome));
        Assert.All(entries, entry => Assert.Equal(("tests", "POST " + Change), (entry.User, entry.Action)));
        Assert.Equal("{\"dpid\":1,\"priority\":7}", entries[0].Detail);
        Assert.DoesNotContain('\n', entries[1].Detail);
    }

    [Fact]
    public async Task A_name_that_is_not_allowed_is_refused_as_DNS_rebinding_would_use_it()
    {
        await using var lab = await WebLab.StartAsync(configure: options => options.AllowedHosts.Add("network.example"));

        await AssertProblemAsync(await lab.Anonymous.SendAsync(For("evil.example")), HttpStatusCode.Forbidden, "AllowedHosts");
        Assert.Equal(HttpStatusCode.OK, (await lab.Anonymous.SendAsync(For("network.example"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await lab.Anonymous.SendAsync(For("Localhost"))).StatusCode);

        static HttpRequestMessage For(string host) => new(HttpMethod.Get, "/stats/switches") { Headers = { Host = host } };
    }

    [Fact]
    public async Task A_page_of_another_origin_is_refused_even_if_it_is_the_same_site()
    {
        await using var lab = await WebLab.StartAsync();

        using var request = new HttpRequestMessage(HttpMethod.Get, "/stats/switches") { Headers = { { "Origin", "http://127.0.0.1:1" } } };
        await AssertProblemAsync(await lab.Anonymous.SendAsync(request), HttpStatusCode.Forbidden, "another origin");
    }

    [Fact]
    public async Task The_operator_URL_begins_a_session_once()
    {
        await using var lab = await WebLab.StartWithSwitchesAsync();
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = lab.Address };

        var login = await browser.GetAsync(lab.OperatorUrl);
        Assert.Equal(HttpStatusCode.Redirect, login.StatusCode);
        var cookie = Assert.Single(login.Headers.GetValues("Set-Cookie"));
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        await AssertProblemAsync(await browser.GetAsync(lab.OperatorUrl), HttpStatusCode.Unauthorized, "once");

        var session = cookie[..cookie.IndexOf(';', StringComparison.Ordinal)];
        var own = lab.Address.GetLeftPart(UriPartial.Authority);
        Assert.Equal(HttpStatusCode.OK, (await browser.SendAsync(Add(session, own))).StatusCode);
        await AssertProblemAsync(await browser.SendAsync(Add(session, null)), HttpStatusCode.Forbidden, "Origin");
        await AssertProblemAsync(await browser.SendAsync(Add(session, "http://evil.example")), HttpStatusCode.Forbidden, "another origin");
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.SendAsync(Add("rxofctl=guess", own))).StatusCode);

        using var logout = new HttpRequestMessage(HttpMethod.Post, "/logout") { Headers = { { "Cookie", session }, { "Origin", own } } };
        Assert.Equal(HttpStatusCode.NoContent, (await browser.SendAsync(logout)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.SendAsync(Add(session, own))).StatusCode);

        static HttpRequestMessage Add(string cookie, string? origin)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, Change) { Content = JsonContent.Create(new { dpid = 1 }) };
            request.Headers.Add("Cookie", cookie);
            if (origin is not null)
                request.Headers.Add("Origin", origin);
            return request;
        }
    }

    [Fact]
    public void Tokens_and_sessions_expire()
    {
        var time = new ManualTime();
        var sessions = new OperatorSessions(Options.Create(new OpenFlowWebOptions()), time);

        var late = sessions.MakeToken();
        time.Advance(TimeSpan.FromHours(1));
        Assert.Null(sessions.Begin(late));

        var session = sessions.Begin(sessions.MakeToken())!;
        time.Advance(TimeSpan.FromHours(12) - TimeSpan.FromTicks(1));
        Assert.True(sessions.IsSession(session));
        time.Advance(TimeSpan.FromTicks(1));
        Assert.False(sessions.IsSession(session));
    }

    [Fact]
    public async Task A_host_does_not_start_with_a_listener_open_to_others_without_TLS()
    {
        var refused = await Assert.ThrowsAsync<InsecureListenerException>(() => WebLab.StartAsync(urls: "http://0.0.0.0:0"));
        Assert.Single(refused.Addresses);
    }

    [Fact]
    public async Task On_a_listener_for_all_addresses_reading_needs_authentication_even_from_this_machine()
    {
        await using var lab = await WebLab.StartAsync(urls: "http://0.0.0.0:0", configure: options => options.AllowInsecure = true);
        var address = new UriBuilder(lab.Address) { Host = "127.0.0.1" }.Uri;

        using var client = new HttpClient { BaseAddress = address };
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/stats/switches")).StatusCode);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", WebLab.ReaderKey);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/stats/switches")).StatusCode);
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "127.0.0.1");
        client.DefaultRequestHeaders.Authorization = null;
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/stats/switches")).StatusCode);
    }

    [Fact]
    public async Task On_a_Unix_socket_reading_needs_authentication()
    {
        var directory = Directory.CreateTempSubdirectory("rxofctl-web-");
        var path = Path.Combine(directory.FullName, "socket");
        await using (var lab = await WebLab.StartAsync(urls: $"http://unix:{path}"))
        {
            using var client = new HttpClient(new SocketsHttpHandler
            {
                ConnectCallback = async (_, cancellation) =>
                {
                    var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                    await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellation);
                    return new NetworkStream(socket, ownsSocket: true);
                },
            })
            {
                BaseAddress = new("http://localhost"),
            };
            Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/stats/switches")).StatusCode);
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", WebLab.ReaderKey);
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/stats/switches")).StatusCode);
        }

        directory.Delete(recursive: true);
    }

    [Fact]
    public async Task With_TLS_a_listener_may_be_open_to_others_and_reading_needs_authentication()
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=tests", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await using var lab = await WebLab.StartAsync(
            urls: "https://0.0.0.0:0",
            services: services => services.Configure<KestrelServerOptions>(
                kestrel => kestrel.ConfigureHttpsDefaults(https => https.ServerCertificate = certificate)));
        using var client = new HttpClient(new HttpClientHandler
        {
            AllowAutoRedirect = false,
            ServerCertificateCustomValidationCallback = (_, _, _, _) => true,
        })
        {
            BaseAddress = new UriBuilder(lab.Address) { Host = "127.0.0.1" }.Uri,
        };

        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/stats/switches")).StatusCode);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", WebLab.ReaderKey);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/stats/switches")).StatusCode);
        var login = await client.GetAsync(new UriBuilder(lab.OperatorUrl!) { Host = "127.0.0.1" }.Uri);
        Assert.Contains("secure", Assert.Single(login.Headers.GetValues("Set-Cookie")), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Schemes_of_the_app_are_accepted_with_a_role()
    {
        await using var lab = await WebLab.StartWithSwitchesAsync(
            configure: options => options.AuthenticationSchemes.Add("Test"),
            services: services => services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, ByHeader>("Test", null));

        Assert.Equal(HttpStatusCode.OK, await PostAsync(OpenFlowRoles.Operator));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(OpenFlowRoles.Reader));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(null));
        Assert.Equal("by header", lab.App.Services.GetRequiredService<AuditLog>().Entries[0].User);

        async Task<HttpStatusCode> PostAsync(string? role)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, Change) { Content = JsonContent.Create(new { dpid = 1 }) };
            if (role is not null)
                request.Headers.Add("X-Role", role);
            return (await lab.Anonymous.SendAsync(request)).StatusCode;
        }
    }

    [Fact]
    public async Task Requests_are_limited_in_number_and_size()
    {
        await using var lab = await WebLab.StartWithSwitchesAsync(configure: options =>
        {
            options.RequestsPerSecond = 5;
            options.MaxRequestBytes = 1_000;
        });

        var large = await lab.Operator.PostAsJsonAsync(Change, new { dpid = 1, text = new string('x', 2_000) });
        await AssertProblemAsync(large, HttpStatusCode.RequestEntityTooLarge, "");
        var statuses = await Task.WhenAll(Enumerable.Range(0, 50).Select(async _ => (await lab.Anonymous.GetAsync("/stats/switches")).StatusCode));
        Assert.Contains(HttpStatusCode.TooManyRequests, statuses);
        Assert.Contains(HttpStatusCode.OK, statuses);
    }

    [Theory]
    [InlineData("", WebLab.OperatorKey, "operator", "name")]
    [InlineData("short", "abc", "operator", "shorter")]
    [InlineData("wrong", WebLab.OperatorKey, "admin", "roles")]
    public async Task Keys_that_are_wrong_are_errors_at_start(string name, string key, string role, string expected)
    {
        var wrong = await Assert.ThrowsAnyAsync<ArgumentException>(
            () => WebLab.StartAsync(configure: options => options.ApiKeys.Add(new() { Name = name, Key = key, Role = role })));
        Assert.Contains(expected, wrong.Message, StringComparison.Ordinal);
    }

    internal static async Task<JsonElement> AssertProblemAsync(HttpResponseMessage answer, HttpStatusCode status, string detail)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == status, $"{answer.StatusCode}: {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonSerializer.Deserialize<JsonElement>(text);
        Assert.Contains(detail, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        return problem;
    }

    /// <summary>Authenticates by a header that names the role.</summary>
    private sealed class ByHeader(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Request.Headers["X-Role"].FirstOrDefault() is { } role
            ? AuthenticateResult.Success(new(
                new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.Name, "by header"), new(ClaimTypes.Role, role)], Scheme.Name)), Scheme.Name))
            : AuthenticateResult.NoResult());
    }

    private sealed class ManualTime : TimeProvider
    {
        private DateTimeOffset _now = DateTimeOffset.UnixEpoch;

        public override DateTimeOffset GetUtcNow() => _now;

        public void Advance(TimeSpan time) => _now += time;
    }
}
