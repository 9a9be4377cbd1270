using RxOfctl.Benchmarks;

return await new BenchmarkCommand().Parse(args).InvokeAsync();
