using System.Buffers;

namespace TextClassify.Api.Telemetry;

/// <summary>The request's id: the caller's <c>X-Request-Id</c> when it is safe to echo and to log, else the server's own.</summary>
internal static class RequestId
{
    public const string Header = "X-Request-Id";
    public const int MaxLength = 128;

    private static readonly SearchValues<char> Safe =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:/=+");

    public static string Of(HttpContext context) => context.TraceIdentifier;

    public static void Accept(HttpContext context)
    {
        var given = context.Request.Headers[Header];
        if (given is [{ Length: > 0 and <= MaxLength } id] && id.AsSpan().IndexOfAnyExcept(Safe) < 0)
        {
            context.TraceIdentifier = id;
        }

        Write(context);
    }

    public static void Write(HttpContext context) => context.Response.Headers[Header] = context.TraceIdentifier;
}
