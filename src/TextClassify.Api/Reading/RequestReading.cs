namespace TextClassify.Api.Reading;

internal static class RequestReading
{
    /// <summary>Either the request or what is wrong with it.</summary>
    public static async ValueTask<Outcome<T>> ReadAsync<T>(
        HttpContext http, LimitsOptions limits, CancellationToken cancellationToken)
        where T : class
    {
        if (MediaTypes.Check(http.Request, MediaTypes.Json) is { } unsupported)
        {
            return unsupported;
        }

        var budget = http.RequestServices.GetRequiredService<MemoryBudgets>().Bodies;
        var (body, unread) = await RequestBody.ReadAsync(http.Request, limits, budget, cancellationToken);
        if (unread is not null)
        {
            return unread;
        }

        RequestFacts.Of(http).ReadAt = http.RequestServices.GetRequiredService<TimeProvider>().GetTimestamp();
        try
        {
            return Parse<T>(body.Span, limits);
        }
        finally
        {
            body.Release();
        }
    }

    private static Outcome<T> Parse<T>(ReadOnlySpan<byte> body, LimitsOptions limits)
        where T : class
    {
        var json = JsonCursor.Open(body);
        var request = RequestReader<T>.Read(ref json, "", limits);
        json.Close();
        return new Outcome<T>(request, json.Problem);
    }
}
