using TextClassify.Api.Http;
using TextClassify.Api.Limits;
using TextClassify.Api.Problems;
using TextClassify.Api.Settings;

namespace TextClassify.Api.Reading;

internal static class RequestReading
{
    /// <summary>Either the request or what is wrong with it.</summary>
    public static async ValueTask<(T? Request, Problem? Problem)> ReadAsync<T>(
        HttpRequest http, LimitsOptions limits, CancellationToken cancellationToken)
        where T : class
    {
        if (MediaTypes.Check(http, MediaTypes.Json) is { } unsupported)
        {
            return (null, unsupported);
        }

        var budget = http.HttpContext.RequestServices.GetRequiredService<MemoryBudgets>().Bodies;
        var (body, unread) = await RequestBody.ReadAsync(http, limits, budget, cancellationToken);
        if (unread is not null)
        {
            return (null, unread);
        }

        try
        {
            return Parse<T>(body.Span, limits);
        }
        finally
        {
            body.Release();
        }
    }

    private static (T? Request, Problem? Problem) Parse<T>(ReadOnlySpan<byte> body, LimitsOptions limits)
        where T : class
    {
        var json = JsonCursor.Open(body);
        var request = RequestReader<T>.Read(ref json, "", limits);
        json.Close();
        return json.Failed ? (null, json.Problem) : (request, null);
    }
}
