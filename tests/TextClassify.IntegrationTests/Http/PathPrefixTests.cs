using System.Net;
using TextClassify.Infrastructure;

namespace TextClassify.Http;

/// <summary>Behind a proxy that shows the service under a path, left on the request or taken off it. The page itself is tried in a
/// browser.</summary>
public sealed class PathPrefixTests : IDisposable
{
    private const string Browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("path-prefix");

    public PathPrefixTests()
    {
        Directory.CreateDirectory(Path.Combine(_root.FullName, "assets"));
        File.WriteAllText(Path.Combine(_root.FullName, "index.html"), "<p>the page</p>");
        File.WriteAllText(Path.Combine(_root.FullName, "assets", "page.js"), "1");
    }

    [Theory]
    [InlineData("/text", "/text")]
    [InlineData("/text/", "/text")]
    [InlineData("/team/text", "/team/text")]
    [InlineData("/text", "")]
    [InlineData("", "")]
    public async Task Routes_UnderTheSetting_AreFoundWithAndWithoutIt(string setting, string sent)
    {
        await using var service = Start(setting);

        Assert.Equal(HttpStatusCode.OK, (await service.PostAsync($"{sent}/classify", """{"inputs":"fine"}""")).Status);
        Assert.Equal(HttpStatusCode.OK, (await service.GetAsync($"{sent}/health/ready")).Status);
        Assert.Contains("error", (await service.GetAsync($"{sent}/v2/models/none")).Text, StringComparison.Ordinal);
        var asset = await service.GetAsync($"{sent}/assets/page.js");
        Assert.Equal((HttpStatusCode.OK, "public, max-age=31536000, immutable"), (asset.Status, asset.Headers.CacheControl?.ToString()));
        var page = await AskAsync(service, $"{sent}/", Browser);
        Assert.Equal((HttpStatusCode.OK, "<p>the page</p>"), (page.Status, page.Text));
        Assert.Contains("script-src 'self';", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/text", "/text", null, "/text")]
    [InlineData("/text", "", null, "/text")]
    [InlineData("", "", "/text", "/text")]
    [InlineData("", "", "/text/", "/text")]
    [InlineData("/text", "", "/other", "/text")]
    public async Task Document_ShownUnderAPath_SaysWhereItsOperationsAre(string setting, string sent, string? forwarded, string shown)
    {
        await using var service = Start(setting);

        var document = (await AskAsync(service, $"{sent}/openapi/textclassify.v1.json", forwarded: forwarded)).Json;
        var index = (await AskAsync(service, $"{sent}/", forwarded: forwarded)).Json;

        Assert.Equal(shown, document.GetProperty("servers")[0].GetProperty("url").GetString());
        Assert.Equal($"{shown}/openapi/textclassify.v1.json", index.GetProperty("openApi").GetString());
        Assert.Equal($"{shown}/swagger", index.GetProperty("documentation").GetString());
    }

    /// <summary>Anyone can send the header: it leads to no other host and breaks out of no link.</summary>
    [Theory]
    [InlineData("//evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("/a\"b")]
    [InlineData("/a b")]
    [InlineData("/a, /b")]
    [InlineData("/a?b")]
    [InlineData("/%2f")]
    [InlineData("text")]
    public async Task ForwardedPrefix_NoPathOfThisHost_IsPassedOver(string forwarded)
    {
        await using var service = Start("");

        Assert.Equal("/models", (await AskAsync(service, "/", forwarded: forwarded)).Json.GetProperty("models").GetString());
    }

    /// <summary>Without the slash the page's relative addresses would lead beside the prefix.</summary>
    [Fact]
    public async Task Page_PrefixWithoutSlash_LeadsToTheSlash()
    {
        await using var service = Start("/text");

        using var request = new HttpRequestMessage(HttpMethod.Get, "/text?a=b");
        request.Headers.TryAddWithoutValidation("Accept", Browser);
        using var answer = await service.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal("/text/?a=b", answer.RequestMessage!.RequestUri!.PathAndQuery);
        Assert.Equal("<p>the page</p>", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Relative to the page that shows it, the document is found under any path.</summary>
    [Fact]
    public async Task Swagger_Anywhere_AddressesItsDocumentRelatively()
    {
        await using var service = Start("");

        string script = (await service.GetAsync("/swagger/index.js")).Text + (await service.GetAsync("/swagger/index.html")).Text;

        Assert.Contains("../openapi/textclassify.v1.json", script, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("//text")]
    [InlineData("/te xt")]
    [InlineData("https://example.org/text")]
    public async Task Start_PrefixUnfit_IsRefused(string setting)
    {
        await using var process = new ServiceProcess(["--Models:Directory", TinyService.ModelsFolder, "--Api:PathBase", setting]);

        Assert.NotEqual(0, await process.ExitAsync(TestContext.Current.CancellationToken));
        Assert.Contains("Api:PathBase must be empty or a path such as /text", process.Errors, StringComparison.Ordinal);
    }

    /// <summary>The built page asks for nothing at the root of its host.</summary>
    [Fact]
    public void PageSources_Addresses_AreRelative()
    {
        string web = Path.Combine(Repository.Folder, "src", "TextClassify.Web");
        string[] views = Directory.GetFiles(Path.Combine(web, "src", "views"), "*.tsx", SearchOption.AllDirectories);
        string[] sources = [Path.Combine(web, "index.html"), .. views];

        Assert.Contains("base: './'", File.ReadAllText(Path.Combine(web, "vite.config.ts")), StringComparison.Ordinal);
        Assert.All(sources, file => Assert.DoesNotMatch("""(?:href="/|src="/(?!src/main\.tsx))""", File.ReadAllText(file)));
    }

    public void Dispose() => _root.Delete(recursive: true);

    private Service Start(string setting) => new(new ServiceFactory(
        new FixedRegistry("polarity", PolarityModel.Over(PolarityModel.Forward())),
        ("Api:PathBase", setting),
        ("webroot", _root.FullName)));

    private static async Task<Answer> AskAsync(Service service, string path, string? accept = null, string? forwarded = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept", accept ?? "application/json");
        if (forwarded is not null)
        {
            request.Headers.TryAddWithoutValidation("X-Forwarded-Prefix", forwarded);
        }

        return await service.SendAsync(request);
    }
}
