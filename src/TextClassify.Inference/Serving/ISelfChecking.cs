namespace TextClassify.Inference.Serving;

/// <summary>Can be asked, while it serves, whether it still answers as its package says.</summary>
public interface ISelfChecking : ILoadedModel
{
    /// <summary>
    /// Null when all is as it should be; else the rest of a sentence that begins with the model's name and "does not answer as it should:".
    /// </summary>
    /// <param name="round">Chooses what is asked, by turns.</param>
    /// <param name="cancellationToken">Stops the runs.</param>
    Task<string?> FaultAsync(int round, CancellationToken cancellationToken);
}
