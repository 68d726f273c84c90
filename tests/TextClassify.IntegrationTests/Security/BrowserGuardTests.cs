using TextClassify.Infrastructure;

namespace TextClassify.Security;

/// <summary>A page that somebody on this machine has open is no caller of a service without keys.</summary>
public sealed class BrowserGuardTests
{
    private const string Classify = """{"inputs":"fine"}""";

    [Theory]
    [InlineData("localhost:8080")]
    [InlineData("LOCALHOST")]
    [InlineData("127.0.0.1:8080")]
    [InlineData("127.8.9.10")]
    [InlineData("[::1]:8080")]
    public async Task Get_LoopbackHost_IsAnswered(string host)
    {
        await using var service = new Service();

        Assert.Equal(200, (int)(await SendAsync(service, HttpMethod.Get, "/models", host)).Status);
    }

    /// <summary>By such a name a site's page reads what this address answers, once its name server says that the name is this
    /// machine.</summary>
    [Theory]
    [InlineData("evil.example")]
    [InlineData("evil.example:8080")]
    [InlineData("localhost.evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("10.0.0.5:8080")]
    public async Task Get_AnotherHostWithoutKeys_IsRefusedAndToldWhatToSet(string host)
    {
        await using var service = new Service();
        foreach (string path in (string[])["/models", "/health/ready", "/swagger", "/"])
        {
            var problem = (await SendAsync(service, HttpMethod.Get, path, host)).Problem();

            Assert.Equal((403, "foreign-host"), (problem.Status, problem.Type));
            Assert.Contains($"not '{host}'; to open the service, set Security:Keys", problem.Detail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Get_AnotherHostWithAllowAnonymous_IsAnswered()
    {
        await using var service = new Service(PolarityModel.Forward(), ("Security:AllowAnonymous", "true"));

        Assert.Equal(200, (int)(await SendAsync(service, HttpMethod.Get, "/models", "texts.example")).Status);
        Assert.Equal(
            200,
            (int)(await SendAsync(service, HttpMethod.Post, "/classify", "inner:8080", "https://texts.example", "same-origin")).Status);
        Assert.Equal(
            403, (int)(await SendAsync(service, HttpMethod.Post, "/classify", "inner:8080", "https://evil.example", "cross-site")).Status);
    }

    [Fact]
    public async Task Get_AnotherHostWithKeys_IsAnswered()
    {
        await using var keyed = new KeyedService();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/models");
        request.Headers.Host = "texts.example";
        request.Headers.Add("Authorization", $"Bearer {KeyedService.AllScopes}");

        Assert.Equal(200, (int)(await keyed.Service.SendAsync(request)).Status);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("http://localhost:8080", null)]
    [InlineData("http://localhost:8080", "same-origin")]
    [InlineData("https://app.example", "cross-site")]
    [InlineData(null, "none")]
    public async Task Post_OwnPageToolOrNamedOrigin_IsAnswered(string? origin, string? site)
    {
        await using var service = new Service(PolarityModel.Forward(), ("Security:AllowedOrigins", "https://app.example"));

        Assert.Equal(200, (int)(await SendAsync(service, HttpMethod.Post, "/classify", "localhost:8080", origin, site)).Status);
    }

    [Theory]
    [InlineData("https://evil.example", "cross-site")]
    [InlineData("https://evil.example", null)]
    [InlineData("http://localhost:3000", "same-site")]
    [InlineData("http://localhost:3000", null)]
    [InlineData("https://app.example.evil", "cross-site")]
    [InlineData("null", null)]
    [InlineData(null, "cross-site")]
    public async Task Change_FromAPageOfAnotherSite_IsRefusedAndChangesNothing(string? origin, string? site)
    {
        using var models = new VersionedModels("1", "2");
        await using var service = new Service(new ServiceFactory(
            null,
            ("Models:Directory", models.Folder),
            ("Models:WatchInterval", "00:00:00"),
            ("Security:AllowedOrigins", "https://app.example")));
        foreach (string path in (string[])[
            "/models/tiny/1/activate",
            "/models/tiny/1/unload",
            "/models/tiny/1/load",
            "/models/tiny/rollback",
            "/models/tiny/traffic",
            "/classify",
        ])
        {
            var method = path.EndsWith("traffic", StringComparison.Ordinal) ? HttpMethod.Put : HttpMethod.Post;
            var problem = (await SendAsync(service, method, path, "localhost:8080", origin, site)).Problem();

            Assert.Equal((403, "cross-site"), (problem.Status, problem.Type));
        }

        var traffic = (await service.GetAsync("/models/tiny/traffic")).Json;
        Assert.Equal("2", traffic.GetProperty("active").GetString());
        Assert.Equal(
            ["ready", "active"],
            traffic.GetProperty("versions").EnumerateArray().Select(version => version.GetProperty("state").GetString()));
    }

    private static async Task<Answer> SendAsync(
        Service service, HttpMethod method, string path, string host, string? origin = null, string? site = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Host = host;
        if (method != HttpMethod.Get)
        {
            request.Content = Service.Body(System.Text.Encoding.UTF8.GetBytes(Classify), "application/json");
        }

        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        if (site is not null)
        {
            request.Headers.Add("Sec-Fetch-Site", site);
        }

        return await service.SendAsync(request);
    }
}
