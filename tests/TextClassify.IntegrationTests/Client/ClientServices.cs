using TextClassify.Infrastructure;

namespace TextClassify.Client;

internal static class ClientServices
{
    /// <summary>A client of the service, behind a script of faults.</summary>
    public static (TextClassifyClient Client, ScriptedHandler Handler) Scripted(
        Service service, TextClassifyClientOptions? options, params Func<CancellationToken, Task<HttpResponseMessage>>?[] script)
    {
        var handler = new ScriptedHandler(service.Handler(), script);
        return (new TextClassifyClient(new HttpClient(handler) { BaseAddress = service.Http.BaseAddress }, options), handler);
    }

    public static TextClassifyClient Of(Service service, TextClassifyClientOptions? options = null) => new(service.Http, options);
}
