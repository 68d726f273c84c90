using System.Globalization;

namespace TextClassify.Api.OpenInference;

/// <summary>Writes an answer as JSON; where outputs are binary, with their bytes behind it.</summary>
internal sealed class InferResult(InferResponse response) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        TensorData[] tails = [.. response.Outputs.Select(output => output.Tail).OfType<TensorData>()];
        if (tails.Length == 0)
        {
            await TypedResults.Json(response, InferJson.Default.InferResponse).ExecuteAsync(httpContext);
            return;
        }

        byte[] head = JsonSerializer.SerializeToUtf8Bytes(response, InferJson.Default.InferResponse);
        var answer = httpContext.Response;
        answer.ContentType = MediaTypes.Binary;
        answer.ContentLength = head.Length + tails.Sum(tail => (long)tail.BinarySize);
        answer.Headers[InferBody.LengthHeader] = head.Length.ToString(CultureInfo.InvariantCulture);
        await answer.Body.WriteAsync(head, httpContext.RequestAborted);
        foreach (var tail in tails)
        {
            tail.Write(answer.BodyWriter);
        }

        await answer.BodyWriter.FlushAsync(httpContext.RequestAborted);
    }
}
