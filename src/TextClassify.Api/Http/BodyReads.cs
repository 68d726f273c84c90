using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;

namespace TextClassify.Api.Http;

/// <summary>
/// Reads of a request's body. A body that is not framed as HTTP asks is the caller's fault; the server says so of most faults, but of a
/// chunk's length that no number of its own holds it only says that reading failed.
/// </summary>
internal static class BodyReads
{
    /// <exception cref="BadHttpRequestException">The body is not framed as HTTP asks, or comes too slowly.</exception>
    public static async ValueTask<ReadResult> ReadBodyAsync(this PipeReader body, CancellationToken cancellationToken)
    {
        try
        {
            return await body.ReadAsync(cancellationToken);
        }
        catch (IOException exception) when (IsOfFraming(exception))
        {
            throw BadFraming(exception);
        }
    }

    /// <summary>Reads on where more of the body is there already.</summary>
    /// <exception cref="BadHttpRequestException">As above.</exception>
    public static bool TryReadBody(this PipeReader body, out ReadResult read)
    {
        try
        {
            return body.TryRead(out read);
        }
        catch (IOException exception) when (IsOfFraming(exception))
        {
            throw BadFraming(exception);
        }
    }

    private static bool IsOfFraming(IOException exception) => exception is not (BadHttpRequestException or ConnectionResetException);

    private static BadHttpRequestException BadFraming(IOException exception) => new("The body is not framed as HTTP asks.", exception);
}
