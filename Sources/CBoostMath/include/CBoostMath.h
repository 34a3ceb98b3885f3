// Distributions and special functions of Boost.Math with plain C names. Every function returns NaN for arguments
// outside its domain and never throws.
#ifndef CBOOSTMATH_H
#define CBOOSTMATH_H

#ifdef __cplusplus
extern "C" {
#endif

/// The lower tail P(Z <= x) of the standard normal distribution.
double pingxing_normal_lower(double x);
/// The upper tail P(Z > x) of the standard normal distribution, accurate where it is tiny.
double pingxing_normal_upper(double x);
/// The value below which the share `probability` of the standard normal distribution lies.
double pingxing_normal_quantile(double probability);

/// The upper tail of Student's t distribution.
double pingxing_student_upper(double degrees_of_freedom, double x);
/// The quantile of Student's t distribution.
double pingxing_student_quantile(double degrees_of_freedom, double probability);

/// The upper tail of the chi-squared distribution.
double pingxing_chi_squared_upper(double degrees_of_freedom, double x);
/// The quantile of the chi-squared distribution.
double pingxing_chi_squared_quantile(double degrees_of_freedom, double probability);

/// The upper tail of Fisher's F distribution.
double pingxing_fisher_upper(double numerator_degrees, double denominator_degrees, double x);

/// The upper tail P(X >= successes) of the binomial distribution.
double pingxing_binomial_at_least(double trials, double probability, double successes);

/// The lower tail P(X <= successes) of the binomial distribution.
double pingxing_binomial_at_most(double trials, double probability, double successes);
/// The probability below which `successes` or more would come with a chance of less than `tail` (Clopper, Pearson).
double pingxing_binomial_lower_bound(double trials, double successes, double tail);
/// The probability above which `successes` or fewer would come with a chance of less than `tail` (Clopper, Pearson).
double pingxing_binomial_upper_bound(double trials, double successes, double tail);

/// The chance of `found` marked ones when `drawn` of `all` are drawn, of which `marked` are marked.
double pingxing_hypergeometric_density(unsigned marked, unsigned drawn, unsigned all, unsigned found);
/// The chance of `found` marked ones or fewer.
double pingxing_hypergeometric_at_most(unsigned marked, unsigned drawn, unsigned all, unsigned found);
/// The chance of more than `found` marked ones, accurate where it is tiny.
double pingxing_hypergeometric_above(unsigned marked, unsigned drawn, unsigned all, unsigned found);

/// The scaled lower incomplete gamma function, exp(x) x^-a gamma(a, x), which stays finite for large loads.
double pingxing_scaled_lower_gamma(double a, double x);

#ifdef __cplusplus
}
#endif

#endif
