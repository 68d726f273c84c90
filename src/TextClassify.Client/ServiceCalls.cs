using System.Net.Http.Headers;
using System.Text.Json.Serialization.Metadata;
using Polly;
using Polly.Timeout;

namespace TextClassify.Client;

/// <summary>Sends a request through a pipeline and reads the answer, or the exception that stands for it.</summary>
internal sealed class ServiceCalls(HttpClient http, TextClassifyClientOptions options, TimeProvider time)
{
    /// <param name="pipeline">Times and retries.</param>
    /// <param name="method">Of HTTP.</param>
    /// <param name="path">Without a slash before it.</param>
    /// <param name="body">JSON; null sends none.</param>
    /// <param name="read">How the answer is read.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<TResponse> SendAsync<TResponse>(
        ResiliencePipeline<HttpResponseMessage> pipeline,
        HttpMethod method,
        string path,
        byte[]? body,
        JsonTypeInfo<TResponse> read,
        CancellationToken cancellationToken)
        where TResponse : class => SendAsync(pipeline, method, path, body, "application/json", read, cancellationToken);

    /// <summary>The same of a body that is no JSON.</summary>
    public async Task<TResponse> SendAsync<TResponse>(
        ResiliencePipeline<HttpResponseMessage> pipeline,
        HttpMethod method,
        string path,
        byte[]? body,
        string mediaType,
        JsonTypeInfo<TResponse> read,
        CancellationToken cancellationToken)
        where TResponse : class
    {
        try
        {
            using var answer = await pipeline.ExecuteAsync(
                token => SendAsync(method, path, body, mediaType, token), cancellationToken).ConfigureAwait(false);
            byte[] content = await answer.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            return answer.IsSuccessStatusCode
                ? JsonSerializer.Deserialize(content, read) ?? throw new JsonException($"The service answered /{path} with null.")
                : throw TextClassifyException.Of(Problem(answer, content), ClientPipeline.RetryAfter(answer, time));
        }
        catch (TimeoutRejectedException late)
        {
            throw new TimeoutException($"/{path} was not answered within {late.Timeout.TotalSeconds:0.###} s.", late);
        }
    }

    /// <summary>Reads the answer to its end, so that the pipeline's times cover it. A request can't be sent twice, so each attempt makes
    /// its own.</summary>
    private async ValueTask<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, byte[]? body, string mediaType, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, Under(http.BaseAddress, path));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        }

        if (options.ApiKey is { } key)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        return await http.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Under the whole of the base address, whose last segment would fall away where no slash ends it.</summary>
    private static Uri Under(Uri? baseAddress, string path) => baseAddress is null || baseAddress.AbsolutePath.EndsWith('/')
        ? new Uri(path, UriKind.Relative)
        : new Uri(new UriBuilder(baseAddress) { Path = baseAddress.AbsolutePath + "/" }.Uri, path);

    /// <summary>What a proxy answers is no problem of the service; its status says what there is to say.</summary>
    private static ServiceProblem Problem(HttpResponseMessage answer, byte[] content)
    {
        int status = (int)answer.StatusCode;
        if (answer.Content.Headers.ContentType?.MediaType == "application/problem+json")
        {
            try
            {
                return (JsonSerializer.Deserialize(content, ClientJson.Default.ServiceProblem)
                    ?? new ServiceProblem()) with
                { Status = status };
            }
            catch (JsonException)
            {
                // Not what its media type says.
            }
        }

        return new ServiceProblem { Status = status, Title = answer.ReasonPhrase ?? "" };
    }
}
