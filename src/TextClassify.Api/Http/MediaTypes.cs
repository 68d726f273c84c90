using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace TextClassify.Api.Http;

/// <summary>What a body is, and what a caller would have, as RFC 9110 writes both.</summary>
internal static class MediaTypes
{
    public const string Json = "application/json";
    public const string Ndjson = "application/x-ndjson";
    public const string Events = "text/event-stream";
    public const string Binary = "application/octet-stream";

    private const string NotCoded = "identity";

    /// <summary>The names of UTF-8 that are in use, and its part of one byte.</summary>
    private static readonly string[] Utf8 = ["utf-8", "utf8", "us-ascii"];

    public static bool IsNdjson(HttpRequest request) => Is(request, Ndjson);

    /// <summary>
    /// The type that the caller would have soonest. One that it names goes before <paramref name="usual"/> where it likes both alike; a
    /// caller that says nothing, or accepts none of them, gets the usual one.
    /// </summary>
    public static string Choose(HttpRequest request, string usual, params ReadOnlySpan<string> others)
    {
        // The header is parsed only where it names one of them at all.
        if (!Names(request.Headers.Accept, others))
        {
            return usual;
        }

        var accepted = request.GetTypedHeaders().Accept;
        string best = usual;
        double most = Quality(accepted, usual, orRange: true);
        foreach (string other in others)
        {
            double quality = Quality(accepted, other, orRange: false);
            if (quality > most || (quality > 0 && quality == most && best == usual))
            {
                (best, most) = (other, quality);
            }
        }

        return best;
    }

    /// <summary>Null when the body is what <paramref name="mediaType"/> says, in UTF-8 and not compressed.</summary>
    public static Problem? Check(HttpRequest request, string mediaType) =>
        CheckCoding(request) is { } coded ? coded
        : Is(request, mediaType) ? null
        : new Problem(ProblemTypes.UnsupportedMediaType, $"Content-Type must be {mediaType}, in UTF-8.")
        {
            Where = HeaderNames.ContentType,
        };

    /// <summary>Null when the body is not compressed.</summary>
    public static Problem? CheckCoding(HttpRequest request)
    {
        var codings = request.Headers.ContentEncoding;
        if (codings.Count == 0 || codings.All(coding => NotCoded.Equals(coding?.Trim(), StringComparison.OrdinalIgnoreCase)))
        {
            return null;
        }

        request.HttpContext.Response.Headers.AcceptEncoding = NotCoded;
        return new Problem(ProblemTypes.UnsupportedMediaType, "The body must not be compressed.") { Where = HeaderNames.ContentEncoding };
    }

    public static bool Is(HttpRequest request, string mediaType)
    {
        string? given = request.ContentType;
        if (string.Equals(given, mediaType, StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        return MediaTypeHeaderValue.TryParse(given, out var parsed)
            && parsed.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase)
            && IsUtf8(HeaderUtilities.RemoveQuotes(parsed.Charset));
    }

    private static bool IsUtf8(StringSegment charset) =>
        !charset.HasValue || Array.Exists(Utf8, name => charset.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static bool Names(StringValues accept, ReadOnlySpan<string> types)
    {
        foreach (string? value in accept)
        {
            foreach (string type in types)
            {
                if (value?.Contains(type, StringComparison.OrdinalIgnoreCase) == true)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>By the range that fits most closely (RFC 9110 12.5.1); 0 where none does.</summary>
    private static double Quality(IList<MediaTypeHeaderValue> accepted, string type, bool orRange)
    {
        double quality = 0;
        int closest = 0;
        foreach (var range in accepted)
        {
            int close = Closeness(range, type);
            if (close > closest && (orRange || close == 3))
            {
                (closest, quality) = (close, range.Quality ?? 1);
            }
        }

        return quality;
    }

    private static int Closeness(MediaTypeHeaderValue range, string type) =>
        range.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase) ? 3
        : range.MatchesAllTypes ? 1
        : range.MatchesAllSubTypes && type.StartsWith($"{range.Type}/", StringComparison.OrdinalIgnoreCase) ? 2
        : 0;
}
