using System.Text;
using Microsoft.Net.Http.Headers;
using TextClassify.Api.Problems;

namespace TextClassify.Api.Reading;

internal static class MediaTypes
{
    public const string Json = "application/json";
    public const string Ndjson = "application/x-ndjson";
    public const string Events = "text/event-stream";

    public static bool IsNdjson(HttpRequest request) => Is(request, Ndjson);

    public static bool AcceptsNdjson(HttpRequest request) => Accepts(request, Ndjson);

    public static bool AcceptsEvents(HttpRequest request) => Accepts(request, Events);

    /// <summary>Null when the body is what <paramref name="mediaType"/> says, in UTF-8 and not compressed.</summary>
    public static Problem? Check(HttpRequest request, string mediaType)
    {
        if (request.Headers.ContentEncoding.Count > 0)
        {
            return new Problem(ProblemTypes.UnsupportedMediaType, "The body must not be compressed.") { Where = HeaderNames.ContentEncoding };
        }

        return Is(request, mediaType)
            ? null
            : new Problem(ProblemTypes.UnsupportedMediaType, $"Content-Type must be {mediaType}, in UTF-8.") { Where = HeaderNames.ContentType };
    }

    /// <summary>The header is parsed only where it names the type at all.</summary>
    private static bool Accepts(HttpRequest request, string mediaType)
    {
        foreach (string? value in request.Headers.Accept)
        {
            if (value is not null && value.Contains(mediaType, StringComparison.OrdinalIgnoreCase))
            {
                return request.GetTypedHeaders().Accept.Any(
                    type => type.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase) && type.Quality is not 0);
            }
        }

        return false;
    }

    private static bool Is(HttpRequest request, string mediaType)
    {
        string? given = request.ContentType;
        if (string.Equals(given, mediaType, StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        return MediaTypeHeaderValue.TryParse(given, out var parsed)
            && parsed.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase)
            && (!parsed.Charset.HasValue || parsed.Encoding is UTF8Encoding);
    }
}
