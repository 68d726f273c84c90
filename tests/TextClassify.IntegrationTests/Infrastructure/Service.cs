using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace TextClassify.Infrastructure;

/// <summary>The service over the hand-made model, with small limits, and short ways to ask it.</summary>
public sealed class Service : IAsyncDisposable
{
    public const int MaxInputs = 8;
    public const int MaxTextLength = 200;
    public const int MaxBodyBytes = 4096;
    public const int MaxLineBytes = 1024;

    private static readonly (string, string)[] SmallLimits =
    [
        ("Limits:MaxInputs", $"{MaxInputs}"), ("Limits:MaxTextLength", $"{MaxTextLength}"), ("Limits:MaxBodyBytes", $"{MaxBodyBytes}"),
        ("Limits:MaxLineBytes", $"{MaxLineBytes}"), ("Limits:WindowLines", "3"), ("Limits:MaxStateNumbers", "1024"),
    ];

    private readonly ServiceFactory _factory;

    public Service()
        : this(PolarityModel.Forward())
    {
    }

    internal Service(AdditiveForward forward, params (string Key, string Value)[] settings)
        : this(new ServiceFactory(
            new FixedRegistry(
                "polarity",
                PolarityModel.Over(forward),
                PolarityModel.Over(forward, version: "1"),
                PolarityModel.Over(forward, "weights", "1", "word_weights")),
            [.. SmallLimits, .. settings]))
    {
        Forward = forward;
    }

    internal Service(ServiceFactory factory)
    {
        _factory = factory;
        Http = factory.CreateClient();
    }

    public HttpClient Http { get; }

    internal AdditiveForward Forward { get; } = null!;

    internal LogSink Log => _factory.Log;

    internal IServiceProvider Services => _factory.Services;

    /// <summary>A way to the service that others may stand before.</summary>
    internal HttpMessageHandler Handler() => _factory.Server.CreateHandler();

    public async Task<Answer> PostAsync(string path, string json, string mediaType = "application/json", string? accept = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = Body(Encoding.UTF8.GetBytes(json), mediaType) };
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        return await SendAsync(request);
    }

    public async Task<Answer> GetAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return await SendAsync(request);
    }

    public async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        string text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new Answer(response.StatusCode, response.Headers, response.Content.Headers, text);
    }

    public static ByteArrayContent Body(byte[] bytes, string mediaType)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = mediaType.Length == 0 ? null : MediaTypeHeaderValue.Parse(mediaType);
        return content;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _factory.DisposeAsync();
    }
}

public sealed record Answer(HttpStatusCode Status, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders, string Text)
{
    public JsonElement Json => JsonElement.Parse(Text);

    public JsonElement[] Lines => [.. Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))];

    public string MediaType => ContentHeaders.ContentType?.MediaType ?? "";

    /// <summary>The problem's fields, after checking that it is one.</summary>
    public (int Status, string Type, string? Where, string Detail) Problem()
    {
        Assert.Equal("application/problem+json", MediaType);
        Assert.Equal((int)Status, Json.GetProperty("status").GetInt32());
        Assert.NotEmpty(Json.GetProperty("title").GetString()!);
        Assert.Equal(Headers.GetValues("X-Request-Id").Single(), Json.GetProperty("requestId").GetString());
        string? where = Json.TryGetProperty("where", out var place) ? place.GetString() : null;
        return ((int)Status, Json.GetProperty("type").GetString()!["urn:textclassify:".Length..], where, Json.GetProperty("detail")
            .GetString()!);
    }
}
