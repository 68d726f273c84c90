using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace TextClassify.Infrastructure;

/// <summary>A host of packages on a loopback port, as badly behaved as a test wants it.</summary>
internal sealed class ArchiveServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _asked;

    /// <param name="answer">Told which request it is, from 1.</param>
    public ArchiveServer(Func<HttpContext, int, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(http => answer(http, Interlocked.Increment(ref _asked)));
        _app.Start();
        Url = _app.Urls.Single();
    }

    public string Url { get; }

    public int Asked => Volatile.Read(ref _asked);

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
