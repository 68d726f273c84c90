using System.Text.Json.Serialization.Metadata;
using Polly;

namespace TextClassify.Client;

/// <summary>
/// Changes what a service serves, while requests are answered; for keys of scope <c>operate</c>, but for <see cref="GetTrafficAsync"/>,
/// which any key may call. Safe for concurrent use.
/// </summary>
/// <remarks>
/// Looking, activating and setting the traffic say what is to be, so they are sent again as <see cref="TextClassifyClientOptions"/> says.
/// Loading, fetching, unloading and rolling back are sent once: a second roll back would undo the first, and the others refuse what they
/// have done. Where the answer of one was lost,
/// <see cref="GetTrafficAsync"/> tells what became of it. None is hedged. What the state of the model forbids is a
/// <see cref="RequestRefusedException"/> of status 409, a package that is not fit one of status 422.
/// </remarks>
public sealed class ModelsClient
{
    private readonly ServiceCalls _calls;
    private readonly ResiliencePipeline<HttpResponseMessage> _repeated;
    private readonly ResiliencePipeline<HttpResponseMessage> _once;

    internal ModelsClient(ServiceCalls calls, TextClassifyClientOptions options, TimeProvider time)
    {
        _calls = calls;
        _repeated = ClientPipeline.Build(options with { HedgeAfter = null }, time);
        _once = ClientPipeline.Once(options.OperationTimeout, time);
    }

    /// <summary>Which versions of a model take requests, and what else there is of it.</summary>
    public Task<TrafficDescription> GetTrafficAsync(string name, CancellationToken cancellationToken = default) =>
        SendAsync(_repeated, HttpMethod.Get, Path(name, "traffic"), null, cancellationToken);

    /// <summary>Loads a version from the service's models folder and checks it; it is then ready, and active where it is the model's
    /// first.</summary>
    public Task<TrafficDescription> LoadAsync(string name, string version, CancellationToken cancellationToken = default) =>
        SendAsync(_once, HttpMethod.Post, Path(name, version, "load"), null, cancellationToken);

    /// <summary>Lets the service fetch a version, hold it against its hash, check it and load it.</summary>
    public Task<TrafficDescription> FetchAsync(
        string name, string version, LoadRequest package, CancellationToken cancellationToken = default) =>
        SendAsync(_once, HttpMethod.Post, Path(name, version, "load"), Json(package, ClientJson.Default.LoadRequest), cancellationToken);

    /// <summary>Lets a loaded version answer the requests that name none.</summary>
    /// <param name="name">The model.</param>
    /// <param name="version">A loaded one; it answers a golden text first.</param>
    /// <param name="otherLabels">Allows labels that the active version does not have.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<TrafficDescription> ActivateAsync(
        string name, string version, bool otherLabels = false, CancellationToken cancellationToken = default) =>
        SendAsync(
            _repeated,
            HttpMethod.Post,
            Path(name, version, "activate") + (otherLabels ? "?otherLabels=true" : ""),
            null,
            cancellationToken);

    /// <summary>Gives a version's memory back; its state is <c>draining</c> where requests still have it.</summary>
    public Task<TrafficDescription> UnloadAsync(string name, string version, CancellationToken cancellationToken = default) =>
        SendAsync(_once, HttpMethod.Post, Path(name, version, "unload"), null, cancellationToken);

    /// <summary>Lets the version answer that did before.</summary>
    public Task<TrafficDescription> RollBackAsync(string name, CancellationToken cancellationToken = default) =>
        SendAsync(_once, HttpMethod.Post, Path(name, "rollback"), null, cancellationToken);

    /// <summary>Sets the canary and the shadow of a model; what is null ends.</summary>
    public Task<TrafficDescription> SetTrafficAsync(string name, TrafficRequest traffic, CancellationToken cancellationToken = default) =>
        SendAsync(_repeated, HttpMethod.Put, Path(name, "traffic"), Json(traffic, ClientJson.Default.TrafficRequest), cancellationToken);

    private Task<TrafficDescription> SendAsync(
        ResiliencePipeline<HttpResponseMessage> pipeline,
        HttpMethod method,
        string path,
        byte[]? body,
        CancellationToken cancellationToken) =>
        _calls.SendAsync(pipeline, method, path, body, ClientJson.Default.TrafficDescription, cancellationToken);

    private static string Path(params ReadOnlySpan<string> parts)
    {
        string path = "models";
        foreach (string part in parts)
        {
            path += "/" + Uri.EscapeDataString(part);
        }

        return path;
    }

    private static byte[] Json<T>(T body, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(body, type);
}
