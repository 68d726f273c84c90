using TextClassify.Api.Identity;
using TextClassify.Forward;
using TextClassify.Infrastructure;
using TextClassify.Security;

namespace TextClassify.OpenInference;

/// <summary>The adapter has the gates of /classify: the queue, keys and quotas, and failures of the model.</summary>
public sealed class OpenInferenceFailureTests
{
    private const string Path = "/v2/models/polarity/infer";
    private const string Request = """{"inputs":[{"name":"text","shape":[2],"datatype":"BYTES","data":["a fine film","never seen"]}]}""";

    [Fact]
    public async Task Infer_QueueFull_Is429WithRetryAfter()
    {
        var forward = PolarityModel.Forward();
        forward.Before = _ => throw new ForwardQueueFullException(512);
        await using var service = new Service(forward);

        var answer = await service.PostAsync(Path, Request);

        Assert.Equal(429, (int)answer.Status);
        Assert.Equal(TimeSpan.FromSeconds(1), answer.Headers.RetryAfter!.Delta);
        Assert.NotEmpty(answer.Json.GetProperty("error").GetString()!);
    }

    /// <summary>The protocol has no place for one text's failure, so the request fails, and nothing of the inside is told.</summary>
    [Fact]
    public async Task Infer_ModelFailsOnOneText_Is500()
    {
        var forward = PolarityModel.Forward();
        forward.Poison = 1;
        await using var service = new Service(forward);

        var answer = await service.PostAsync(Path, Request);

        Assert.Equal(500, (int)answer.Status);
        Assert.DoesNotContain("secret", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Infer_Keyed_AsksForTheScopeAndTheQuota()
    {
        await using var keyed = new KeyedService();

        Assert.Equal(403, (int)(await keyed.SendAsync("POST", Path, KeyedService.Of(Scopes.Explain), Request)).Status);
        Assert.Equal(200, (int)(await keyed.SendAsync("POST", Path, KeyedService.Of(Scopes.Classify), Request)).Status);
        Assert.Equal(200, (int)(await keyed.SendAsync("POST", Path, KeyedService.Small, Request)).Status);
        var exceeded = await keyed.SendAsync("POST", Path, KeyedService.Small, Request);
        Assert.Equal(429, (int)exceeded.Status);
        Assert.True(exceeded.Headers.RetryAfter!.Delta > TimeSpan.FromSeconds(1));
    }
}
