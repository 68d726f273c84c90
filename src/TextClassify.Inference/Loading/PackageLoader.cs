namespace TextClassify.Inference.Loading;

/// <summary>
/// Brings one package from its folder to a model that answers as it should, or says why not. Whatever the package holds, nothing is thrown
/// but the caller's own cancellation, and nobody waits longer than <see cref="LoadTerms.Timeout"/> allows.
/// </summary>
internal sealed class PackageLoader
{
    /// <summary>What is said of a package that no rule refuses and no code can read: a fault of this code, which the log has.</summary>
    public const string Unforeseen = "cannot be read; the log has the reason.";

    /// <summary>How long a load that was told to end may take to notice; the runtime does not look while it computes one node.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly InferenceOptions _options;
    private readonly TimeProvider _time;
    private readonly LoadTerms _terms;
    private readonly ModelKinds _kinds;
    private readonly LoadMeans _means;

    /// <param name="kinds">What can be loaded.</param>
    /// <param name="options">How models are run.</param>
    /// <param name="gate">Shared by all models.</param>
    /// <param name="time">Measures queue, compute and the time of a load.</param>
    /// <param name="terms">Null for no bound.</param>
    public PackageLoader(ModelKinds kinds, InferenceOptions options, RunSlots gate, TimeProvider time, LoadTerms? terms = null)
    {
        (_kinds, _options, _time, _terms) = (kinds, options, time, terms ?? new LoadTerms());
        _means = new LoadMeans(options, gate, time, new SessionFactory(options, time), _terms.Instruments);
    }

    /// <exception cref="OperationCanceledException">The caller ended it.</exception>
    public async Task<LoadOutcome> LoadAsync(string directory, string name, string version, CancellationToken cancellationToken)
    {
        var scope = _terms.Watch is { } watch ? new RunScope(watch) : null;
        var load = new PackageLoad(_means, name, version, scope);
        var deadline = new CancellationTokenSource(_terms.Timeout, _time);
        var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var registration = either.Token.UnsafeRegister(static state => ((RunScope?)state)?.End(), scope);

        // Opening a graph and the first runs hold their thread.
        var loading = Task.Factory.StartNew(
            () => LoadAsync(directory, load, either.Token),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).Unwrap();
        var rest = EndAsync();
        try
        {
            var wait = _terms.Timeout == Timeout.InfiniteTimeSpan ? _terms.Timeout : _terms.Timeout + Patience;
            var outcome = await loading.WaitAsync(wait, _time, cancellationToken).ConfigureAwait(false);
            await rest.ConfigureAwait(false);

            // From here on nobody ends the scope. Where that came after the last look at the token, every run of the model would end at
            // once.
            return outcome.Loaded is not null && scope is { Ended: true }
                ? throw new OperationCanceledException(cancellationToken)
                : outcome;
        }
        catch (Exception error) when (
            error is TimeoutException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            string sentence = $"was not loaded and checked within {_terms.Timeout.TotalSeconds:0.###} s, which Models:LoadTimeout allows.";
            return new LoadOutcome(new PackageRefusal(load.File, sentence)) { Rest = ReleaseAsync(loading, rest) };
        }
        catch (OperationCanceledException)
        {
            _ = ReleaseAsync(loading, rest);
            throw;
        }

        async Task EndAsync()
        {
            await ((Task)loading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await registration.DisposeAsync().ConfigureAwait(false);
            either.Dispose();
            deadline.Dispose();
        }
    }

    /// <summary>Releases what a load that nobody waits for any more still brings.</summary>
    private static async Task ReleaseAsync(Task<LoadOutcome> loading, Task rest)
    {
        await ((Task)loading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (loading.IsCompletedSuccessfully)
        {
            (await loading.ConfigureAwait(false)).Resources?.Dispose();
        }

        await rest.ConfigureAwait(false);
    }

    /// <exception cref="OperationCanceledException">It was ended.</exception>
    private async Task<LoadOutcome> LoadAsync(string directory, PackageLoad load, CancellationToken cancellationToken)
    {
        using (load)
        {
            try
            {
                var outcome = await ReadAsync(directory, load, cancellationToken).ConfigureAwait(false);
                if (outcome.Loaded is not null)
                {
                    load.Keep();
                }

                return outcome;
            }
            catch (RunEndedException ended) when (ended.End is RunEnd.Time)
            {
                return Refuse(
                    $"does not come to an end: a run of it took longer than {_options.RunTimeout.TotalSeconds:0.###} s, which "
                        + "Inference:RunTimeout allows.");
            }
            catch (RunEndedException ended)
            {
                throw new OperationCanceledException("The load was ended.", ended);
            }
            catch (Exception error) when (
                error is IOException or UnauthorizedAccessException or OnnxRuntimeException or InvalidDataException)
            {
                return Refuse($"cannot be loaded: {RuntimeMessage.Of(error, directory)}");
            }
            catch (OutOfMemoryException)
            {
                return Refuse("takes more memory than there is.");
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                // What no rule foresees must not end the service.
                LoadLog.Unforeseen(
                    _terms.Logger, error, PackageNames.Printable(load.Name), PackageNames.Printable(load.Version), load.File);
                return Refuse(Unforeseen);
            }
        }

        LoadOutcome Refuse(string reason) => new(new PackageRefusal(load.File, reason));
    }

    private async Task<LoadOutcome> ReadAsync(string directory, PackageLoad load, CancellationToken cancellationToken)
    {
        if (CheckPlace(load.Name, load.Version) is { } misplaced)
        {
            return new LoadOutcome(misplaced);
        }

        var (files, unfit) = DirectoryPackageFiles.Open(directory, cancellationToken);
        if (files is null)
        {
            return new LoadOutcome(unfit!);
        }

        var head = PackageHead.Read(files);
        if (head.Package is not { Architecture: var architecture })
        {
            return new LoadOutcome(head.Refusal!);
        }

        if (_kinds.Find(architecture) is not { } kind)
        {
            return new LoadOutcome(new PackageRefusal(
                ModelManifest.FileName, $"has the architecture '{architecture}'; this build runs {_kinds.ArchitecturesInWords}."));
        }

        load.Folder = files;
        return await kind.LoadAsync(load, cancellationToken).ConfigureAwait(false);
    }

    private static PackageRefusal? CheckPlace(string name, string version) =>
        !PackageNames.IsModelName(name) ? Misplaced(name, $"a model's name is {PackageNames.ModelNameRule}")
        : !PackageNames.IsVersion(version) ? Misplaced(version, $"a version is {PackageNames.VersionRule}")
        : null;

    private static PackageRefusal Misplaced(string folder, string rule) =>
        new(ModelManifest.FileName, $"lies in a folder named '{PackageNames.Printable(folder)}'; {rule}.");
}
