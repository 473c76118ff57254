-- reads: touched_customers. parameters: none
delete from customers where customer_key in (select customer_key from touched_customers)
