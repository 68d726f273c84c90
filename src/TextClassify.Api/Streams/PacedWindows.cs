using System.Runtime.CompilerServices;
using TextClassify.Api.Security;

namespace TextClassify.Api.Streams;

internal static class PacedWindows
{
    /// <summary>Gives out each window as soon as the caller's quota has its work; until then nothing more is read.</summary>
    public static async IAsyncEnumerable<StreamWindow> Of(
        HttpContext http,
        WorkAccount account,
        IAsyncEnumerable<StreamWindow> windows,
        Func<StreamWindow, long> work,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var window in windows.WithCancellation(cancellationToken))
        {
            await account.WaitAsync(work(window), cancellationToken);
            RequestFacts.Of(http).Tokens += window.Tokens;
            yield return window;
        }
    }
}
