using System.Text.Json.Serialization.Metadata;

namespace TextClassify.Api.Http;

/// <summary>
/// A short answer in one piece: its length goes ahead, so that the caller has it before the request is logged and counted. A chunked
/// answer ends only after that (0.03 ms of 0.6 on one text).
/// </summary>
internal sealed class BufferedJson<T>(T value, JsonTypeInfo<T> type) : IResult
{
    private const string MediaType = "application/json; charset=utf-8";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(value, type);
        var response = httpContext.Response;
        response.ContentType = MediaType;
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, httpContext.RequestAborted);
    }
}
