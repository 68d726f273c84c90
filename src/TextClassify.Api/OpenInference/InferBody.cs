using System.Globalization;

namespace TextClassify.Api.OpenInference;

/// <summary>The body of an infer request: JSON, or JSON of a length that a header states and the bytes of its tensor behind it.</summary>
internal static class InferBody
{
    /// <summary>How many bytes of a body, or of an answer, are its JSON.</summary>
    public const string LengthHeader = "Inference-Header-Content-Length";

    /// <summary>Either the request or what is wrong with it.</summary>
    public static async ValueTask<Outcome<InferQuery>> ReadAsync(
        HttpRequest http, LimitsOptions limits, CancellationToken cancellationToken)
    {
        var (jsonLength, unfit) = JsonLength(http);
        if (unfit is not null)
        {
            return unfit;
        }

        var budget = http.HttpContext.RequestServices.GetRequiredService<MemoryBudgets>().Bodies;
        var (body, unread) = await RequestBody.ReadAsync(http, limits, budget, cancellationToken);
        if (unread is not null)
        {
            return unread;
        }

        RequestFacts.Of(http.HttpContext).ReadAt = http.HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetTimestamp();
        try
        {
            return Parse(body.Span, jsonLength, limits);
        }
        finally
        {
            body.Release();
        }
    }

    /// <summary>Triton's clients name no media type, so none is taken for what the header says, and for JSON without it.</summary>
    private static (int? Length, Problem? Problem) JsonLength(HttpRequest http)
    {
        if (http.Headers[LengthHeader] is not [var given])
        {
            var unfit = string.IsNullOrEmpty(http.ContentType) ? MediaTypes.CheckCoding(http) : MediaTypes.Check(http, MediaTypes.Json);
            return (null, unfit);
        }

        if (MediaTypes.CheckCoding(http) is { } coded)
        {
            return (null, coded);
        }

        return int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out int length)
            ? (length, null)
            : (null, new Problem(ProblemTypes.OutOfRange, $"{LengthHeader} must be the number of bytes that are JSON.")
            {
                Where = LengthHeader,
            });
    }

    private static Outcome<InferQuery> Parse(ReadOnlySpan<byte> body, int? jsonLength, LimitsOptions limits)
    {
        int length = jsonLength ?? body.Length;
        if (length > body.Length)
        {
            return new Problem(ProblemTypes.OutOfRange, $"The JSON is stated as {length} bytes, and the body has {body.Length}.")
            {
                Where = LengthHeader,
            };
        }

        var json = JsonCursor.Open(body[..length]);
        var query = InferRequestReader.Read(ref json, body[length..], limits);
        json.Close();
        return new Outcome<InferQuery>(query, json.Problem);
    }
}
